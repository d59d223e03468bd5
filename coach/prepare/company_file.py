"""What was prepared as a company file, for practising, scoring and scripts."""

import tomli_w

from coach.model.preparation import Preparation
from coach.prepare.day import company_for


def company_toml(preparation: Preparation) -> str:
    """Write what is known about an employer and a job.

    Args:
        preparation: The interview being prepared.

    Returns:
        TOML that ``coach.intake.load_company`` reads back as ``company_for`` gives it; without what is empty.
    """
    company = company_for(preparation)
    content: dict[str, object] = {
        "name": company.name,
        "requirements": list(company.requirements),
        "interview": dict(company.interview),
        "facts": [
            _filled({"text": each.text, "kind": each.kind, "source": each.source, "date": each.found_on})
            for each in company.facts
        ],
        "people": [
            _filled({"name": each.name, "said": each.said, "role": each.role, "cares": each.cares})
            for each in company.people
        ],
    }
    return tomli_w.dumps({name: value for name, value in content.items() if value})


def _filled(row: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in row.items() if text}
