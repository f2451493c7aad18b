"""All pages of a profile's manual."""

from septum.report.manual.concerns import concern_page
from septum.report.manual.markup import page_name
from septum.report.manual.overview import overview_page
from septum.report.manual.register import assumptions_page, invariants_page
from septum.spec.model import Model


def manual_pages(model: Model) -> dict[str, str]:
    """The pages by file name (`index.md`, `assumptions.md`, `invariants.md`, one for each concern), in MyST."""
    return {
        "index.md": overview_page(model),
        "assumptions.md": assumptions_page(model),
        "invariants.md": invariants_page(model),
        **{f"{page_name(concern.name)}.md": concern_page(concern, model) for concern in model.concerns},
    }
