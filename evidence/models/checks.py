"""What has to be true of an item as a whole: a problem stands at the field where it is mended."""

from core.dates import DatePrecision


def problems_of_date(item) -> dict[str, str]:
    if item.date and item.date.year != item.year:
        return {"date": f"This date is not in {item.year}. Mend it, or the year."}
    if item.date and item.precision == DatePrecision.YEAR:
        return {"precision": "Say whether the day or only the month is known, or clear the date."}
    if not item.date and item.precision != DatePrecision.YEAR:
        return {"date": "Give the date, or choose “Year” as its exactness."}
    if item.season and (item.date or not item.year):
        return {"season": "A season goes with a year alone. Clear it, or the date."}
    return {}


def problems_of_claims(item) -> dict[str, str]:
    problems = {}
    if item.strength or any(block.value.get("certainty") for block in item.outcomes):
        missing = "Say this too: a strength or a certainty means nothing without it."
        problems |= {
            field: missing for field in ("strength_scale", "strength_judge") if not getattr(item, field)
        }
    if item.document and not item.document_licence:
        problems["document_licence"] = "Say what allows the file to be offered, or take the file out."
    if item.vouching == item.Vouching.ASSOCIATION and not item.vouching_note:
        problems["vouching_note"] = "Say what the association's own page says."
    if item.slug == "export":
        problems["slug"] = "“export” is the address of the downloads. Add a word or two."
    return problems
