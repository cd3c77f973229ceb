"""From the National Grid of Great Britain, in which Ordnance Survey's files are, to latitude and longitude.

Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C. Good to about five
metres, which is far more than the middle of a postcode area needs.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

#: Ellipsoids: half axes in metres.
AIRY = (6377563.396, 6356256.909)
WGS84 = (6378137.0, 6356752.3141)
#: The projection: scale, true origin (degrees), false origin (metres).
SCALE, ORIGIN, FALSE_ORIGIN = 0.9996012717, (radians(49), radians(-2)), (400000.0, -100000.0)
#: From OSGB36 to WGS84: shift in metres, scale in parts per million, turn in seconds of arc.
SHIFT, PPM, TURN = (446.448, -125.157, 542.060), -20.4894, (0.1502, 0.2470, 0.8421)


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in degrees (WGS 84) of a point of the National Grid, given in metres."""
    latitude, longitude = _turn(*_unproject(easting, northing))
    return degrees(latitude), degrees(longitude)


def _unproject(easting: float, northing: float) -> tuple[float, float]:
    """Annex C.2: from the grid to latitude and longitude on Airy's ellipsoid, in radians."""
    a, b = AIRY
    east, north = FALSE_ORIGIN
    n, e2 = (a - b) / (a + b), 1 - (b / a) ** 2
    latitude = ORIGIN[0]
    while True:
        arc = _meridian_arc(latitude, n, b)
        if abs(northing - north - arc) < 0.00001:
            break
        latitude += (northing - north - arc) / (a * SCALE)
    s = sin(latitude) ** 2
    nu = a * SCALE / sqrt(1 - e2 * s)
    rho = nu * (1 - e2) / (1 - e2 * s)
    eta2 = nu / rho - 1
    t, sec = tan(latitude), 1 / cos(latitude)
    d = easting - east
    seven = t / (2 * rho * nu)
    eight = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    nine = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    ten = sec / nu
    eleven = sec / (6 * nu**3) * (nu / rho + 2 * t**2)
    twelve = sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    twelve_a = sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    return (
        latitude - seven * d**2 + eight * d**4 - nine * d**6,
        ORIGIN[1] + ten * d - eleven * d**3 + twelve * d**5 - twelve_a * d**7,
    )


def _meridian_arc(latitude: float, n: float, b: float) -> float:
    apart, together = latitude - ORIGIN[0], latitude + ORIGIN[0]
    return (
        b
        * SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * apart
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(apart) * cos(together)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * apart) * cos(2 * together)
            - 35 / 24 * n**3 * sin(3 * apart) * cos(3 * together)
        )
    )


def _turn(latitude: float, longitude: float) -> tuple[float, float]:
    """Annexes B.1, B.2 and section 6.2: from OSGB36 to WGS 84, in radians, at height nought."""
    a, b = AIRY
    e2 = 1 - (b / a) ** 2
    nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
    x = nu * cos(latitude) * cos(longitude)
    y = nu * cos(latitude) * sin(longitude)
    z = nu * (1 - e2) * sin(latitude)
    rx, ry, rz = (radians(seconds / 3600) for seconds in TURN)
    grown = 1 + PPM / 1e6
    x, y, z = (
        SHIFT[0] + grown * x - rz * y + ry * z,
        SHIFT[1] + rz * x + grown * y - rx * z,
        SHIFT[2] - ry * x + rx * y + grown * z,
    )
    a, b = WGS84
    e2 = 1 - (b / a) ** 2
    flat = hypot(x, y)
    found = atan2(z, flat * (1 - e2))
    for _step in range(6):
        nu = a / sqrt(1 - e2 * sin(found) ** 2)
        found = atan2(z + e2 * nu * sin(found), flat)
    return found, atan2(y, x)
