"""What an identifier alone proves about where and when a paper appeared, without asking anybody."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.catalogue.identity.identifiers import Identifier
from bot.patterns import rare

#: PMLR's volumes of the conferences that lists name; a volume not here proves nothing.
PMLR = {
    28: ("ICML", 2013), 32: ("ICML", 2014), 37: ("ICML", 2015), 48: ("ICML", 2016), 70: ("ICML", 2017),
    80: ("ICML", 2018), 97: ("ICML", 2019), 119: ("ICML", 2020), 139: ("ICML", 2021), 162: ("ICML", 2022),
    202: ("ICML", 2023), 235: ("ICML", 2024), 267: ("ICML", 2025), 199: ("CoLLAs", 2022), 232: ("CoLLAs", 2023),
    274: ("CoLLAs", 2024), 31: ("AISTATS", 2013), 33: ("AISTATS", 2014), 38: ("AISTATS", 2015), 51: ("AISTATS", 2016),
    54: ("AISTATS", 2017), 84: ("AISTATS", 2018), 89: ("AISTATS", 2019), 108: ("AISTATS", 2020),
    130: ("AISTATS", 2021), 151: ("AISTATS", 2022), 206: ("AISTATS", 2023), 238: ("AISTATS", 2024),
    78: ("CoRL", 2017), 87: ("CoRL", 2018), 100: ("CoRL", 2019), 155: ("CoRL", 2020), 164: ("CoRL", 2021),
    205: ("CoRL", 2022), 229: ("CoRL", 2023), 270: ("CoRL", 2024), 115: ("UAI", 2019), 124: ("UAI", 2020),
    161: ("UAI", 2021), 180: ("UAI", 2022), 216: ("UAI", 2023), 244: ("UAI", 2024), 99: ("COLT", 2019),
    125: ("COLT", 2020), 134: ("COLT", 2021), 178: ("COLT", 2022), 195: ("COLT", 2023), 247: ("COLT", 2024),
}  # fmt: skip
#: ACM's numbers of whole proceedings, which begin the DOIs of their papers.
ACM = {
    3297858: ("ASPLOS", 2019), 3373376: ("ASPLOS", 2020), 3445814: ("ASPLOS", 2021), 3503222: ("ASPLOS", 2022),
    3567955: ("ASPLOS", 2023), 3575693: ("ASPLOS", 2023), 3341301: ("SOSP", 2019), 3477132: ("SOSP", 2021),
    3600006: ("SOSP", 2023), 3342195: ("EuroSys", 2020), 3447786: ("EuroSys", 2021), 3492321: ("EuroSys", 2022),
    3552326: ("EuroSys", 2023), 3627703: ("EuroSys", 2024), 3458817: ("SC", 2021), 3581784: ("SC", 2023),
    3470496: ("ISCA", 2022), 3579371: ("ISCA", 2023), 3466752: ("MICRO", 2021), 3613424: ("MICRO", 2023),
    3605573: ("ICPP", 2023), 3394171: ("MM", 2020), 3474085: ("MM", 2021), 3503161: ("MM", 2022),
    3581783: ("MM", 2023), 3664647: ("MM", 2024), 3308558: ("WWW", 2019), 3366423: ("WWW", 2020),
    3442381: ("WWW", 2021), 3485447: ("WWW", 2022), 3543507: ("WWW", 2023), 3589334: ("WWW", 2024),
    3394486: ("KDD", 2020), 3447548: ("KDD", 2021), 3534678: ("KDD", 2022), 3580305: ("KDD", 2023),
    3637528: ("KDD", 2024), 3404835: ("SIGIR", 2021), 3477495: ("SIGIR", 2022), 3539618: ("SIGIR", 2023),
    3626772: ("SIGIR", 2024), 3452296: ("SIGCOMM", 2021), 3544216: ("SIGCOMM", 2022), 3603269: ("SIGCOMM", 2023),
    3447993: ("MobiCom", 2021), 3495243: ("MobiCom", 2022), 3570361: ("MobiCom", 2023), 3636534: ("MobiCom", 2024),
    3498361: ("MobiSys", 2022), 3581791: ("MobiSys", 2023), 3485730: ("SenSys", 2021), 3560905: ("SenSys", 2022),
    3625687: ("SenSys", 2023),
}  # fmt: skip
#: IEEE's numbers of conferences in DOIs, such as 10.1109/CVPR52688.2022.00123.
IEEE = {"cvpr": "CVPR", "iccv": "ICCV", "wacv": "WACV", "hpca": "HPCA", "icassp": "ICASSP", "ipdps": "IPDPS",
        "icde": "ICDE", "infocom": "INFOCOM"}  # fmt: skip
ACL_EVENTS = {
    "acl-long": "ACL", "acl-short": "ACL", "acl-main": "ACL", "emnlp-main": "EMNLP", "naacl-main": "NAACL",
    "naacl-long": "NAACL", "naacl-short": "NAACL", "findings-acl": "Findings", "findings-emnlp": "Findings",
    "findings-naacl": "Findings", "findings-eacl": "Findings", "findings-aacl": "Findings", "tacl-1": "TACL",
    "conll-1": "CoNLL", "conll-main": "CoNLL", "conll-babylm": "CoNLL", "eacl-main": "EACL", "eacl-long": "EACL",
    "eacl-short": "EACL", "aacl-main": "AACL", "aacl-long": "AACL", "coling-main": "COLING", "coling-1": "COLING",
}  # fmt: skip
#: Each volume of an event but the first is of demonstrations, of students or of a workshop; ACL's second in these years
#: has its short papers.
SHORT_PAPERS = range(2008, 2019)
OLD_ACL = {"P": "ACL", "D": "EMNLP", "N": "NAACL", "Q": "TACL"}
USENIX = {"osdi": "OSDI", "nsdi": "NSDI", "atc": "ATC", "fast": "FAST"}
CVF = rare(r"_(CVPR|ICCV|WACV)_(\d{4})$")
#: JMLR's first volumes are of two years each, and its first papers have theirs in their names: "guyon03a".
JMLR_PAPER = rare(r"^[a-z-]+(\d\d)[a-z]$")


class Inferred(NamedTuple):
    """A venue by its canonical name, and the year of the venue."""

    venue: str
    year: int


#: A link is asked when its line is read, and by the rules.
@lru_cache(maxsize=16_384)
def infer(identifier: Identifier) -> Inferred | None:
    """Return what an identifier proves, None where it proves nothing."""
    value = identifier.value
    match identifier.kind:
        case "arxiv":
            return prove_arxiv(value)
        case "pmlr":
            known = PMLR.get(int(value[1 : value.index("/")]))
            return Inferred(*known) if known else None
        case "neurips" | "mlsys":
            return Inferred("NeurIPS" if identifier.kind == "neurips" else "MLSys", int(value[:4]))
        case "cvf":
            found = CVF.search(value)
            return Inferred(found[1], int(found[2])) if found else None
        case "acl":
            return prove_acl(value)
        case "usenix":
            found = re.match(r"([a-z]+)(\d\d)-", value)
            return Inferred(USENIX[found[1]], 2000 + int(found[2])) if found and found[1] in USENIX else None
        case "doi":
            return prove_doi(value)
        case "jmlr":
            volume, _, paper = value[1:].partition("/")
            of = JMLR_PAPER.search(paper)
            return Inferred("JMLR", 2000 + int(of[1]) if of else 1999 + int(volume))
    return None


def prove_arxiv(value: str) -> Inferred | None:
    """Return arXiv and the year in the number (of the first version)."""
    digits = value.rpartition("/")[2][:2]
    return Inferred("arXiv", int(digits) + (1900 if int(digits) > 90 else 2000))


def prove_doi(value: str) -> Inferred | None:
    """Return the conference whose proceedings' number a DOI begins with."""
    if found := re.match(r"10\.24963/ijcai\.(\d{4})/", value):
        return Inferred("IJCAI", int(found[1]))
    if found := re.match(r"10\.1145/(\d+)\.\d", value):
        known = ACM.get(int(found[1]))
        return Inferred(*known) if known else None
    found = re.match(r"10\.1109/([a-z]+)\d{5}\.(\d{4})\.\d{5,}", value)
    return Inferred(IEEE[found[1]], int(found[2])) if found and found[1] in IEEE else None


def prove_acl(value: str) -> Inferred | None:
    """Return the conference that an id of the ACL Anthology names, "2023.acl-long.1" or "P19-1234"."""
    if old := re.fullmatch(r"([A-Z])(\d\d)-(\d)\d+", value):
        venue, year = OLD_ACL.get(old[1]), int(old[2]) + (1900 if int(old[2]) > 50 else 2000)
        is_main = old[3] == "1" or (venue == "ACL" and old[3] == "2" and year in SHORT_PAPERS)
        return Inferred(venue, year) if venue and is_main else None
    new = re.fullmatch(r"(\d{4})\.([a-z]+-[a-z0-9]+)\.\d+", value)
    return Inferred(ACL_EVENTS[new[2]], int(new[1])) if new and new[2] in ACL_EVENTS else None
