"""The addresses of each authority, and the canonical value of the paper that they name.

This table is the knowledge of `identifiers`; it was gathered from the authorities' own addresses.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from bot.patterns import rare

ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
#: An old DOI can be a SICI, "10.1002/(SICI)1097-4571(199205)43:4<284::AID-ASI3>3.0.CO;2-0", the only one with "<".
SICI = (
    r"10\.\d{4,9}/[^\s\"<>?#]{1,99}(?:<|%3[Cc])[^\s\"<>?#/]{1,99}(?:>|%3[Ee])\d\.\d\.(?:CO|TX)(?:;|%3[Bb])2(?:-[\w#])?"
)
DOI = rf"(?:{SICI}|10\.\d{{4,9}}(?:/|%2[Ff])[^\s\"<>?#]+)"
#: MDPI's journals by the ISSN in their addresses, as their DOIs call them.
MDPI = {
    "1424-8220": "s", "2076-3417": "app", "2079-9292": "electronics", "2072-4292": "rs", "1099-4300": "e",
    "2227-7390": "math", "2078-2489": "info", "1422-0067": "ijms", "1999-4893": "a", "2313-433x": "jimaging",
    "2504-4990": "make", "1999-5903": "fi", "2673-2688": "ai", "2504-2289": "bdcc", "2075-4418": "diagnostics",
    "2504-446x": "drones", "2218-6581": "robotics", "2075-1702": "machines", "2072-6694": "cancers",
    "1996-1073": "en", "2071-1050": "su", "2220-9964": "ijgi", "2073-431x": "computers", "2073-8994": "sym",
    "2227-7080": "technologies", "2227-9032": "healthcare", "1420-3049": "molecules", "2218-273x": "biom",
    "2073-4425": "genes", "2306-5354": "bioengineering", "2624-6511": "smartcities", "2077-0383": "jcm",
}  # fmt: skip


class AddressRule(NamedTuple):
    """Addresses of one authority: host and path are matched apart, so that a mention in a query is no match.

    `spelled` is the pattern `host` as text.

    `value` builds the canonical value from the match; a path longer than the match has something glued to it.
    """

    kind: str
    spelled: str
    host: re.Pattern[str]
    path: re.Pattern[str]
    value: Callable[[re.Match[str]], str]


def rule(
    kind: str, host: str, path: str, value: Callable[[re.Match[str]], str] = lambda match: match[1]
) -> AddressRule:
    """Return a rule; `host` allows for a leading "www.". A list has few of the hosts, so that few are needed."""
    return AddressRule(kind, host, rare(rf"(?:www\.)?(?:{host})"), rare(path), value)


#: A letter with an accent as addresses spell it: "%C3%BC".
ACCENTED = r"(?i:%c[3-5]%[89ab][\da-f])"


def usenix(match: re.Match[str]) -> str:
    """Return "osdi22-yu" for a paper's file and for its page, which name it differently."""
    key = unquote(match[match.lastindex or 1])
    if match.re.groups == 2:
        return f"{match[1]}-{key}"
    return re.sub(r"^([a-z]+\d\d)-paper-", r"\1-", key)


def mdpi(match: re.Match[str]) -> str:
    """Return the DOI "10.3390/s21041234" of "1424-8220/21/4/1234": the volume, and issue and article filled up."""
    return f"10.3390/{MDPI[match[1].lower()]}{match[2]}{match[3]:0>2}{match[4]:0>4}"


RULES = (
    rule(
        "arxiv", r"(?:export\.|browse\.)?arxiv\.org", rf"/(?:abs|pdf|html|format|ps)/({ARXIV_ID})(?:v\d+)?(?:\.pdf)?/?"
    ),
    rule("arxiv", r"ar5iv(?:\.labs\.arxiv)?\.org", rf"/(?:abs|html|pdf)/({ARXIV_ID})(?:v\d+)?/?"),
    rule("arxiv", r"alphaxiv\.org", rf"/(?:abs|overview|pdf)/({ARXIV_ID})(?:v\d+)?/?"),
    rule("arxiv", r"huggingface\.co|hf\.co", rf"/papers/({ARXIV_ID})(?:v\d+)?/?"),
    rule("arxiv", r"scholar\.archive\.org|arxiv\.deeppaper\.ai", rf"/.*arxiv[.:/]({ARXIV_ID})(?:v\d+)?"),
    rule("doi", r"(?:dx\.)?doi\.org", rf"/({DOI})"),
    rule("doi", r"dl\.acm\.org", rf"/doi/(?:abs/|pdf/|full/|epdf/|fullHtml/|book/)?({DOI})"),
    rule(
        "doi",
        r"link\.springer\.com|(?:[\w-]+\.)?onlinelibrary\.wiley\.com|(?:\w+\.)?(?:science|sciencemag)\.org|pnas\.org"
        r"|tandfonline\.com|journals\.sagepub\.com|pubs\.acs\.org|epubs\.siam\.org|annualreviews\.org|techrxiv\.org"
        r"|pubsonline\.informs\.org|royalsocietypublishing\.org|worldscientific\.com|(?:link|journals)\.aps\.org"
        r"|pubs\.aip\.org|iopscience\.iop\.org|frontiersin\.org|biorxiv\.org|medrxiv\.org|ascelibrary\.org"
        r"|(?:[\w-]+\.)?biomedcentral\.com|(?:[\w-]+\.)?springeropen\.com|arc\.aiaa\.org|(?:\w+\.)?scitation\.org"
        r"|journals\.ametsoc\.org|embopress\.org|dx\.plos\.org|journals\.physiology\.org|degruyter\.com"
        r"|drops\.dagstuhl\.de|zenodo\.org|emerald\.com|liebertpub\.com|thelancet\.com|jamanetwork\.com",
        rf"/(?:[\w.-]+/)*?({DOI})",
    ),
    rule("doi", r"academic\.oup\.com", r"/(?:[\w-]+/)*?doi/(10\.1093/[\w.-]+/[\w.-]+)"),
    rule("doi", r"direct\.mit\.edu|mitpressjournals\.org", r"/(?:[\w.-]+/)*?(10\.1162/[\w.-]+)"),
    rule(
        "doi",
        r"biorxiv\.org|medrxiv\.org",
        r"/content/(?:\w+/)?early/\d{4}/\d\d/\d\d/([\d.]*\d)",
        lambda m: f"10.1101/{m[1]}",
    ),
    rule(
        "doi", r"(?:\w+\.)?sciencemag\.org", r"/content/.*/((?:science|sci\w+)\.[a-z]+\d+)", lambda m: f"10.1126/{m[1]}"
    ),
    rule("doi", r"dl\.acm\.org", r"/citation\.cfm\?(?:[^#]*&)?id=(\d+\.\d+)", lambda m: f"10.1145/{m[1]}"),
    rule("doi", r"researchsquare\.com", r"/article/(rs-\d+)", lambda m: f"10.21203/rs.3.{m[1]}"),
    rule("doi", r"preprints\.org", r"/manuscript/(\d{6}\.\d{4})", lambda m: f"10.20944/preprints{m[1]}"),
    rule("doi", r"pnas\.org", r"/content/(?:pnas/)?(?:\d+/)+e?(\d{10})(?:\.|/|$)", lambda m: f"10.1073/pnas.{m[1]}"),
    rule("doi", r"pubs\.rsc\.org", r"/en/content/\w+/\d{4}/\w+/([\da-z]{10})", lambda m: f"10.1039/{m[1]}"),
    rule("doi", r"journals\.plos\.org", rf"/\w+/article(?:/\w+)?\?(?:[^#]*&)?id=({DOI})", lambda m: m[1].split("&")[0]),
    rule(
        "doi",
        r"nature\.com",
        r"/articles/(?=[\w.-]*\d)([\w.-]+?)(?:_reference)?(?:\.pdf)?(?=$|[/?])",
        lambda m: f"10.1038/{m[1]}",
    ),
    rule(
        "doi", r"elifesciences\.org", r"/(?:articles|reviewed-preprints)/(\d{5,6})", lambda m: f"10.7554/elife.{m[1]}"
    ),
    rule("doi", r"zenodo\.org", r"/records?/(\d+)", lambda m: f"10.5281/zenodo.{m[1]}"),
    rule("doi", r"papers\.ssrn\.com|ssrn\.com", r"/.*\babstract(?:_?id)?=(\d+)", lambda m: f"10.2139/ssrn.{m[1]}"),
    rule("doi", r"quantum-journal\.org", r"/papers/(q-[\d-]+)", lambda m: f"10.22331/{m[1]}"),
    rule(
        "doi",
        r"ijcai\.org",
        r"/[Pp]roceedings/(20(?:1[7-9]|[2-9]\d))/0*(\d+)",
        lambda m: f"10.24963/ijcai.{m[1]}/{m[2]}",
    ),
    rule("doi", r"mdpi\.com", rf"/({'|'.join(MDPI)})/(\d+)/(\d+)/(\d+)", mdpi),
    rule("mdpi", r"mdpi\.com", r"/(\d{4}-\d{3}[\dxX]/\d+/\d+/\d+)"),
    rule("hal", r"(?:[\w-]+\.)?hal\.science|hal\.archives-ouvertes\.fr|hal\.inria\.fr", r"/([a-z]+-\d{6,9})(?:v\d+)?"),
    rule("pii", r"sciencedirect\.com", r"/science/article/(?:abs/|am/)?pii/([SB][\dX]{15,16})"),
    rule(
        "pii",
        r"cell\.com",
        r"/(?:[\w-]+/)?(?:fulltext|abstract|pdf)/(S\d{4}-[\dX]{4}(?:\(|%28)\d\d(?:\)|%29)\d{5}-[\dX])",
        lambda m: re.sub(r"%2[89]|[-()]", "", m[1]),
    ),
    rule("openreview", r"openreview\.net", r"/(?:forum|pdf|attachment)\?(?:[^#]*&)?id=([\w-]+)"),
    rule("acl", r"aclanthology\.org", r"/(?=[^/]*\d)([A-Za-z0-9][\w.-]*?)(?:v\d+)?(?:\.pdf|\.bib)?/?$"),
    rule("acl", r"aclweb\.org", r"/anthology/(?:papers/\w/\w\d\d/)?([A-Za-z0-9][\w.-]*?)(?:\.pdf)?/?$"),
    rule("pmlr", r"proceedings\.mlr\.press", r"/(v\d+)/([\w-]+?)(?:\.html|/[\w.-]+\.pdf)", lambda m: f"{m[1]}/{m[2]}"),
    rule(
        "neurips",
        r"(?:proceedings|papers)\.(?:neurips|nips)\.cc",
        r"/(?:paper|paper_files/paper)/(\d{4})/(?:file|hash)/([0-9a-f]{32})[\w.-]*",
        lambda m: f"{m[1]}/{m[2]}",
    ),
    rule(
        "mlsys",
        r"proceedings\.mlsys\.org",
        r"/(?:paper|paper_files/paper)/(\d{4})/(?:file|hash)/([0-9a-f]{32})[\w.-]*",
        lambda m: f"{m[1]}/{m[2]}",
    ),
    rule("cvf", r"openaccess\.thecvf\.com", r"/content[\w/]*/(?:papers|html)/(?:\w+/)?([\w.-]+?)_paper\.(?:pdf|html)"),
    rule("usenix", r"usenix\.org", r"/system/files/(?:conference/\w+/)?([a-z]+\d\d-[\w-]+)\.pdf", usenix),
    rule(
        "usenix",
        r"usenix\.org",
        rf"/conference/([a-z]+\d\d)/(?:technical-sessions/)?presentation/((?:[\w-]|{ACCENTED})+)",
        usenix,
    ),
    rule("ieee", r"ieeexplore\.ieee\.org", r"/(?:abstract/)?document/0*(\d+)"),
    rule("ieee", r"ieeexplore\.ieee\.org", r"/iel\w*/(?:\d+/)+0*(\d+)\.pdf"),
    rule("ieee", r"ieeexplore\.ieee\.org", r"/stamp/stamp\.jsp\?(?:[^#]*&)?arnumber=0*(\d+)"),
    rule("aaai", r"ojs\.aaai\.org", r"/index\.php/AAAI/article/(?:view|download)/(\d+)(?:/\d+)?"),
    rule("jmlr", r"jmlr\.org", r"/papers/v(?:olume)?(\d+)/([\w-]+?)(?:/[\w.-]+|\.html)", lambda m: f"v{m[1]}/{m[2]}"),
    rule("s2", r"semanticscholar\.org", r"/paper/(?:[^/]+/)?([0-9a-f]{40})"),
    rule("dblp", r"dblp\.(?:org|uni-trier\.de)", r"/rec/([\w/-]+?)(?:\.html|\.bib)?$"),
)
