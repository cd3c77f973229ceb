"""What a scan of the live site found in a browser, beside what is declared."""

from django.db import models
from django.utils.html import format_html_join


class CookieScan(models.Model):
    """One run of ``manage.py scan_cookies``."""

    address = models.URLField("site", max_length=500)
    started_at = models.DateTimeField("started", auto_now_add=True)
    took_seconds = models.PositiveIntegerField("seconds", default=0)
    with_browser = models.BooleanField(
        "with a browser",
        default=False,
        help_text="Without one, a scan sees the cookies that the server sets, but not what scripts do.",
    )
    pages = models.PositiveIntegerField("pages looked at", default=0)
    findings = models.JSONField(
        default=list, help_text="All that was found: kind, name, page, state, declared category, fault."
    )

    class Meta:
        verbose_name = "cookie scan"
        ordering = ["-started_at"]

    def __str__(self):
        return f"{self.address} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def faults(self):
        return [finding for finding in self.findings if finding["fault"]]

    def result(self) -> str:
        return f"{len(self.faults)} to look into" if self.faults else "All as declared"

    def found(self) -> str:
        """All that was found, the faults first."""
        return format_html_join(
            "",
            "<p><strong>{}</strong> {} <code>{}</code>, {}, on {}</p>",
            (
                (
                    thing["fault"] or "As declared:",
                    thing["kind"],
                    thing["name"],
                    thing["state"],
                    thing["page"],
                )
                for thing in sorted(self.findings, key=lambda thing: not thing["fault"])
            ),
        )
