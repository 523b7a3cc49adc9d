"""What somebody wants, from the words of a thread.

A wish is a verb with what it is about: "add" alone says little, "add the venue" is an update, "add our paper" is not.
The thread's title speaks first; what the body describes ("it removes redundant tokens") is not what its author wants.
"""

import re
from collections.abc import Iterator

from bot.intake.submission import Intent, Operation


def either(*phrases: str) -> re.Pattern[str]:
    """Return the pattern of some phrases, each of which is one sentence's."""
    return re.compile("|".join(phrases), re.IGNORECASE)


#: Some words of the same sentence between two others.
GAP = r"\b[^.\n]{0,60}\b"
LINKS = r"(?:links?|urls?|hyperlinks?|href|pdfs?)"
FAULT = (
    r"(?:fix\w*|correct\w*|repair\w*|wrong|broken|dead|errors?|incorrect|invalid|expired|404|outdated|swapped"
    r"|mistaken|misdirected|useless|un(?:reach|avail)able|inaccessible|n't work\w*"
    r"|(?:can(?:no|['’])t|unable to|failed to) (?:be )?(?:open|access|load|reach|download)\w*"
    r"|no longer (?:valid|work\w*|available)|not (?:work\w*|available|accessible|reachable|found))"
)
FIX_LINK = either(
    rf"\b{FAULT}\b[^.\n]{{0,50}}\b{LINKS}\b",
    rf"\b{LINKS}\b[^.\n]{{0,60}}\b{FAULT}",
    r"\b(?:papers?|files?|pages?)\b[^.\n]{0,30}\b(?:no longer available|unavailable)\b",
    rf"\b{LINKS}{GAP}(?:should (?:be|point|lead|go)|(?:points?|leads?|goes|directs?) to)\b",
    rf"\b{LINKS}{GAP}to (?:an?|the)?\s?(?:\w+\s)?(?:different|another|other|unrelated)\b",
    r"\bdead-?links?\b",
    r"\blinked (?:incorrect|wrong|fals)ly\b|\b(?:incorrect|wrong|fals)ly linked\b",
    r"\b(?:previous|former|old) (?:link|url)\b",
    r"\b(?:gives?|returns?|shows?|is|are)\b[^.\n]{0,15}\b404\b",
    r"\blink to\b[^.\n]{1,60}\binstead\b",
    r"(?:链接|地址|网址)[^。\n]{0,12}(?:错|失效|打不开|无法|404|不对|有误|更正|修正)",
    r"(?:修复|修正|更正|错误的?)[^。\n]{0,12}(?:链接|地址|网址)",
)
ENTRY_NOUNS = (
    r"(?:entry|entries|paper|papers|duplicat\w*|it|this|them|row|line|item|listing|mention|work|survey|from the|our)"
)
REMOVE = either(
    r"\b(?:remov(?:e|es|ed|ing|al)|delet(?:e|es|ed|ing|ion)|tak(?:e|ing) down|dro(?:p|pping)|de-?duplicat\w*"
    rf"|withdraw\w*|retract\w*)\b[^.\n]{{0,40}}\b{ENTRY_NOUNS}\b",
    r"\b(?:was|were|is|are|been|being) (?:since |now |recently )?(?:withdrawn|retracted)\b",
    rf"\b{ENTRY_NOUNS} removal\b",
    r"^\W{0,6}(?:please |pls |kindly )?(?:remove|delete)[sd]?\b(?!,)",
    r"^\W{0,6}duplicates?\b\W",
    r"\b(?:duplicate|repeated|retracted)d? (?:entr|paper|item|listing)\w*",
    r"\b(?:listed|mentioned|included|appears?|occurs?|exists?) (?:[\w-]+ ){0,6}(?:twice|two times)\b",
    r"\b(?:papers?|works?|entry|entries|items?)\b[^.\n]{0,40}\b(?:is|are) (?:repeated|duplicated?s?)\b",
    r"\b(?:have|has|lists?|found|see|appears?)\b[^.\n]{1,80}\b(?:twice|two times)\b",
    r"\b(?:one|it|them|this|that|paper|entry) (?:can|could|should|may|must) be (?:removed|deleted|dropped)\b",
    r"\b(?:should|must) be (?:removed|deleted|dropped)\b",
    r"\b(?:tak(?:e|ing)|come|taken)\b[^.\n]{0,80}\boff (?:the|this|your) (?:\w+ )?(?:list|page|readme)\b",
    r"删除|移除|去掉|撤下|删掉",
)
FACTS = (
    r"(?:venues?|titles?|conference(?! papers)|publication|acceptance|status|badges?|info\w*|code links?|code|links?"
    r"|url|authors?|names?|entry|metadata|year|bibtex|dois?|descriptions?|listing)"
)
FACT = either(rf"\b{FACTS}\b")
#: What is added to a listed paper; "add an entry" is about a new one.
MISSING = (
    r"(?:venues?|conference|publication(?!\s?:|\sto\b)|acceptance|status|badges?|code links?|code"
    r"|links?(?! to (?:\s?U\s|[^.\n]{0,40}(?:repo|list|resource|collection|awesome)))|urls?|authors?|year"
    r"|bibtex|names? of the|publish\w* (?:time|date)|project pages?|home ?pages?|slides|posters?)"
)
UPDATE = either(
    r"\b(?:updat(?:e|es|ed|ing|a)|chang(?:e|es|ed|ing)|replac(?:e|es|ed|ing)|correct(?:s|ed|ing)?|fix(?:es|ed|ing)?"
    rf"|revis(?:e|es|ed|ing)|modif(?:y|ies|ied)|edit(?:s|ed|ing)?){GAP}(?:{FACTS}|papers?|works?|version)\b",
    r"\b(?:add|adds|added|adding|mark|set|fill in|insert|supplement\w*|attach\w*)\b(?: the| a| an| some"
    rf"| this(?= github| code| link)| missing| official| its| their| accepted| published| github| code"
    rf"| arxiv){{0,3}} {MISSING}\b"
    r"(?! (?:and|&) (?:paper|project))",
    rf"\b{FACTS}\b[^.\n]{{0,15}}\b(?:chang\w*|updat\w*|modif\w*|correction|wrong|incorrect|outdated|missing)\b",
    r"\b(?:add|adds|added|insert)\s{1,2}(?-i:[A-Z])[\w-]{0,30}\s{1,2}(?:code|poster|slides|video)\b",
    rf"\b{MISSING} be added\b|\bmissing {MISSING}\b",
    r"^\W{0,6}(?:code|blog|project) links? (?:to|for|of)\b",
    r"\b(?:title|name)s?\b[^.\n]{1,40}\b(?:is|are) (?:not correct|wrong|incorrect)\b",
    rf"\b(?:wrong|incorrect|outdated) (?:{FACTS}|section|category|place|reference|citation|attribution|authorship)\b",
    r"\b(?:updat|correct|fix|replac)\w*\b[^.\n]{0,40}\b(?:references?|citations?)\b",
    r"\bmark(?:s|ed|ing)?\b[^.\n]{1,80}\b(?:with|as)\b",
    r"\b(?:chang(?:e|es|ed|ing)|switch\w*)\b[^.\n]{1,60}\b(?:to|with)\b",
    r"\b(?:minor|small) (?:revision|correction|edit|update)s?\b|\b(?:updat|correct|revis)e (?:it|this|them|these)\b",
    r"^\W{0,6}(?:request to )?correction\b|^\W{0,6}(?:an? )?(?:small |minor )?(?:mistake|error|misprint)s?\b",
    r"(?:^\W{0,6}|[.!]\s)(?:please|pls|kindly) update\b\W*$",
    r"\bupdate\b[^.\n]{1,60}\b(?:accepted|published|now)\b|\bupdate on\b|\bpaper update\b|\bupdate:|\bbadges? for\b",
    rf"\b(?:name|title){GAP}should be\b",
    r"\b(?:co-?)?authors?\b[^.\n]{0,40}\b(?:missed|missing|omitted)\b|\badd\b[^.\n]{1,20}\bname\b",
    r"\bmov(?:e|ed|ing)\b[^.\n]{1,200}\b(?:to|into|under)\b",
    r"^\W{0,6}(?:please |pls )?move (?:the )?(?-i:(?=\S{0,40}[A-Z]\S{0,40}[A-Z\d]))[\w+-]{3,40}(?: paper| entry)?\W*$",
    r"\b(?:is|was|been) (?:now )?(?:re)?named\b|\brenamed\b",
    r"\bis now (?:called|titled|published|accepted|available|at)\b",
    r"\bfrom (?:an? )?(?:arxiv|preprint)[^.\n]{0,20} to\b",
    r"(?:[-=]{1,2}>|→)\s{0,3}(?-i:[A-Z][A-Za-z&]{1,11})[\s'’-]{0,2}(?:20)?\d\d\b",
    r"\b(?:is|are|was|already|currently|previously) (?:listed|included|in the list)\b(?!\s?[:：])",
    r"\b(?:on|in) (?:the|your|this) (?:list|repo\w*) (?:was|has|is|got)\b",
    r"\bmis-?(?:classif|categor|plac|attribut|label)\w*",
    r"(?:分类|信息|作者|标题|会议)[^。\n]{0,6}(?:不对|错误|有误)|更新|改为|更名|修改",
)
#: What is said of a paper is not so: "it is no ICCV paper, but ...", "published at ICML, not ICLR", "not from IJCV".
DENYING = either(
    r"\b(?:is|was)(?: not|n't) (?:from|at|in|of) (?-i:[A-Z]{3})",
    r"\b(?:is|was)(?: not|n't| no)\b[^.\n]{0,40}(?-i:\b[A-Z]{3})[^.\n]{0,20}\b(?:but|it (?:is|was))\b",
    r"\b(?:published|accepted|is)\b[^.\n]{1,60},? (?:and )?not (?:\w+ )?(?-i:[A-Z]{3})",
)
SLIP = either(r"\btypos?\b", r"\bmisspel\w*")
#: "Update README" and the like says only that something changes.
GENERIC_UPDATE = either(
    r"\b(?:updat(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|modif(?:y|ies|ied)|edit(?:s|ed|ing)?)\b"
    r"(?: (?:the|this|your|of|papers?|publications?)){0,3} (?:readme\S*|\S+\.(?:md|bib|csv|json|ya?ml|rst|html|txt|tex)"
    r"|(?:papers? )?list|repo\w*|table|file|collection|md)\b",
    r"\b(?:continue|keep)s?\s(?:to\s)?updat(?:e|ing)\b",
)
#: Whoever gives thanks for what stands there wants nothing added.
THANKS = either(r"\b(?:thank\w*|appreciat\w*)\b[^.\n]{0,20}\b(?:includ|add|list|featur|consider|shar)ing\b")
ADD = either(
    r"\b(?:add|adds|adding|added|additing|include|includes|including|inclusion|request|requesting|suggest\w*|recommend\w*"
    r"|propos\w*|contribut(?:e|ing)|missing|consider\w*|submit\w*|introduc\w*|supplement(?:ed)?|append)\b",
    r"\b(?<!in )addition\b",
    r"\b(?<!is )(?<!was )(?<!are )(?<!already )(?<!been )(?<!currently )included\b",
    r"\b(?:(?<!you )shar(?:e|ing)|(?:list|put|merge) (?:our|my)|new (?:\w+ ){0,3}(?:paper|work|survey)s?"
    r"|more (?:[\w-]+ ){0,2}papers)\b",
    r"^\W{0,6}(?:found\s)?(?:an?|one|two|three|four|five|some|several|possible|interesting|more|recent)\s(?:[\w-]+\s){0,4}"
    r"(?:paper|survey)s?(?=\W*$|\s?[:：]|\s(?:on|for|from|about|by|in|at|of|that|which)\b)",
    r"\b(?:ajout|hinzu(?:ge)?f|aufn[ea]hm|aufgenommen|ergänz|añad|agreg|inclu[iy]|inclu[rs]e|suger|adicion|acrescent|aggiun"
    r"|inseri|добав|включ|предл[ао])\w*",
    "追加|掲載|収録|추가|수록|收录|添加|加入|加上|加到|增加|推荐|放到|放进|补充|新增|投稿|分享|列入",
)
#: What asks for what follows, and for nothing new: "request for an update", "suggest removing".
FOR_CHANGE = either(
    r"\b(?:request|suggest|propos|recommend)\w*\W{1,3}(?:(?:to|for|of|an?|the|this|that|you|paper|entry)\s){0,3}"
    r"(?=(?:updat|correct|chang|remov|delet|fix|renam|mov)\w*)"
)
#: Nothing but papers of a kind, as a title or a text: "3DV papers".
PAPERS_ALONE = either(
    r"\W{0,6}(?!with\s)(?:[\w/&'+-]+\s){1,4}papers(?:\s(?:on|from|at|in|of|about|for)\s[^.?!\n]{2,60})?\W*$"
)
#: Around a title (here a null): it is listed already, or something of it is to be changed.
AIMED = either(
    r"\b(?:updat|correct|fix|chang|modif|revis|mov|replac)\w*\s(?:(?!with|by|list|readme|add)[\w'’-]+\s){0,5}\W{0,3}\0",
    r"\bthank\w*\s(?:\w+\s){0,3}(?:includ|add|list|featur)ing\b[^.\n]{0,40}\0",
    r"\0[^.\n]{0,20}\b(?:is|are|was|were|has been|have been) (?:already |previously )?(?:added|listed|included)\b",
    r"\0[^.\n]{0,60}\binstead of\b|\0[\"”»]?\s(?:has|had|got)\b[^.\n]{0,20}\b(?:title|name)\b",
)
PAPER_NOUNS = (
    r"(?:papers?|works?|surveys?|articles?|publications?|preprints?|manuscript|study|studies|research|benchmarks?)"
)
NEW_PAPER = either(
    rf"\b(?:new|recent|latest|with (?:our|my|a|an|one|two))\b[^.\n]{{0,20}}\b{PAPER_NOUNS}\b",
)
PAPERS = either(rf"\b{PAPER_NOUNS}\b", "论文|論文|논문|工作|综述|文章")
#: Who speaks of a publication; a seller's words too are left out: "research tool", "drafts a paper from a prompt".
PUBLICATION = either(
    r"\b(?:our|my|this|these|following|new|recent|latest|missing)\s(?:[\w-]+\s){0,3}(?:paper|survey|article|preprint)s?\b",
    r"\b(?:paper|survey|article|preprint)s?\s?[:：(]|\barxiv\b(?! [a-z])|\b(?:accepted|published) (?:at|by|to|in)\b",
    "论文|综述|文章",
)
#: Of so few words those say all that begin with "add": what is added to a list of papers is one, whatever it is called.
MOST_WORDS = 12
ADDING = either(r"\W{0,6}(?:please )?add(?:s|ed|ing)?\s(?!an?\s|the\s|this\s)[\w-]")
#: What of a list itself is added to it: "Add citation counts", "a column for stars"; another list is no paper either.
FEATURE = either(
    r"\badd(?:s|ed|ing)?\s(?:(?!(?:papers?|works?|to|on|for|of|in|with)\b)[\w-]+\s){0,2}(?:columns?|badges?|counts?|stars|tags|toc|contents|search|filters?|index"
    r"|abstracts|dates|images|icons|emojis?|anchors?|licen[cs]e|workflow|template|numbering)\b",
    r"\badd (?:(?!(?:to|on|for|of|in|into|with)\b)[\w-]+,? ){0,5}lists?\b",
    r"\bcreate (?:an? )?(?:list|table|document)\b",
)
OWN = either(r"\b(?:our|my)\b|我们")
#: An author speaks of an own paper.
OFFER = either(
    rf"\b(?:our|we|my|i){GAP}(?:released?|publish\w*|present\w*|accepted|propos\w*|wrote|new|recent|latest)\b[^.\n]{{0,40}}"
    rf"\b{PAPER_NOUNS}\b",
    r"(?:我们|我)[^。\n]{0,20}(?:论文|工作|文章|综述)",
)
ASKING = either(
    r"(?:what|how|why|when|where|which|who|is|are|does|do|did|will|has|have|any)\b",
    "请问|为什么|怎么|什么时候|是否",
)
#: Asks for what its reader knows, though it goes on like a request.
WHERE = either(
    r"(?:where|when|how)\s(?:can|could|will|would|may)\s(?:i|we|you)\b[^.!]{0,200}\?",
    r"(?:can|could|would)\syou\s(?:please\s)?(?:recommend|tell|explain)\b",
)
REQUESTING = either(
    r"\b(?:can|could|would|will|may|might)\s(?:you|i|we)\b|\bplease\b|能否|可否|能不能|可以|いただけ|もらえ|ください|주실|주세요",
    r"\b(?:can|could|would|may|might)\s[^.?\n]{1,80}\sbe\s(?:added|included|listed|fixed|updated|corrected|removed)\b",
    r"\bshould(?:n't)?\s(?:[^.\n]{1,80}\s)?be\s(?:in|on|part of)\s(?:the|your|this)\s(?:list|repo|collection|survey)",
)
#: Who wants something changed speaks like this, and not of what a method does.
WISHING = either(
    r"\b(?:please|pls|could|would|can|should|need\w*|want\w*|like to|this (?:pr|pull request|small pr|change|commit)"
    r"|i|we|i've|suggest|kindly|now|renamed|missing|misspel\w*|typo|wrong|incorrect|from|list|listed|withdrawn|retracted|duplicate)\b",
    r"^\W{0,6}(?:mov|remov|delet|updat|chang|add|replac|correct|fix|drop|revis)",
    "请|希望|建议|麻烦|已|为|能否|帮|[-=]>|→",
)
PRODUCT = either(
    r"\b(?:casino|viagra|cialis|crypto|airdrop|giveaway|loans?|betting|porn|escort|seo|backlinks?|whatsapp|telegram"
    r"|cheap|discount|coupon|promo|buy now|earn money|free (?:money|robux|v-?bucks|gift)|make money|click here"
    r"|followers)\b",
    "代写|刷粉|博彩|加微信|贷款|发票",
    r"\b(?:tools?|directory|product|pricing|free|freemium|subscription|startups?|creators|customers|saas|platform|app"
    r"|extension|plugin|chatbot|marketplace|founders|alternatives|workflow|dashboard|businesses|sign ?up|generators?"
    r"|open[- ]source|licensed?|offline|browser-based|(?:live )?demo|ai-powered|newsletter)\b",
    r"\b(?!github\b|arxiv\b|huggingface\b)[\w-]{3,40}\.(?:com|app|io|ai|co|today|dev|net)\b(?!/\S*\d)",
)
#: What lists have beside papers.
OTHER_THINGS = either(
    r"\b(?:an?|our|my|this|new|free|two|popular|open[ -]source|runnable) (?:[\w-]+ ){0,3}"
    r"(?:book|notebook|library|course|tutorial|newsletter|podcast|reading list"
    r"|collection of (?:[\w-]+ ){0,3}papers|collection(?= of))s?\b"
)
PAPER_ITSELF = either(r"(?<!not a )\b(?:papers?|surveys?|articles?|preprints?|works)\b")
#: Fewer words than these beside a paper's title and link ask for nothing else.
FEWEST_WORDS = 4
WORDS = re.compile(r"[^\W\d_]{2,}|[\u4e00-\u9fff]")
QUOTES = re.compile(r"\"[^\"\n]{12,300}\"|“[^”\n]{12,300}”|《[^》\n]{4,300}》|\]\([^)\s]{4,500}\)")
ADDRESS = re.compile(r"https?://\S{4,500}")
#: A dot within which no sentence ends.
README = re.compile(r"\breadme\.\w{2,8}\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s|(?<=[。！？])|\n")
#: Even a few words with these mean something.
MEANING = either(r"[\u4e00-\u9fff]{2}", r"\b(?:updat|fix|chang|creat|edit|modif|add|thank|good|great|nice|awesome)")
#: Wishes by the order in which one excludes the other.
WISHES: tuple[tuple[Intent, re.Pattern[str]], ...] = (("remove", REMOVE), ("fix-link", FIX_LINK), ("update", UPDATE))
#: A body says its wish in its first sentences; beyond this it describes.
MOST_SENTENCES = 60


def read_intent(title: str, text: str, *, found: int, is_known: bool, is_told: bool) -> Intent:
    """Return the intent of a thread with this title and text, in which `found` papers were found.

    `is_known` tells that an address of theirs is a paper's, `is_told` this or that one stands with people or a venue.
    """
    heading, body = (README.sub("README", ADDRESS.sub(" U ", QUOTES.sub(" X ", said))) for said in (title, text))
    wish = find_wish(heading, body, found=found)
    says_little = wish in (None, "add") or (not found and len(WORDS.findall(heading)) <= 4)
    if says_little and is_only_question(body if body.strip() else heading):
        return "question"
    if says_little and not is_told and offers_product(title, text):
        return "spam"
    if wish and (found or wish != "add"):
        return wish
    if not found:
        return "add" if wish and asks_for_paper(heading, body) else read_rest(title, text)
    if not is_known and (WHERE.match(heading) or any(map(asks, split_sentences(body)))):
        return "question"
    return "add"


def find_wish(heading: str, body: str, *, found: int) -> Intent | None:
    """Return what a thread's title wants, and what the first request of its text wants where that is more precise."""
    wish = None if asks(heading) else read_wish(heading)
    names_fact = FACT.search(heading)
    asked: Intent | None = next(filter(None, map(read_request, split_sentences(body))), wish)
    if wish is None or (wish == "update" and (asked == "fix-link" or not names_fact)):
        wish = asked
    is_of_new = PAPERS.search(heading) and read_wish(heading) == "add"
    is_mended = (found and DENYING.search(body)) or (not is_of_new and is_slip(f"{heading}\n{body}"))
    if wish in (None, "add") and is_mended:
        return "update"
    return wish or ("add" if PAPERS_ALONE.match(heading) or PAPERS_ALONE.match(body) else None)


def is_slip(text: str) -> bool:
    """Tell whether a text speaks of a slip in a title or in a fact; one in the text of the list is for people."""
    return bool(SLIP.search(text)) and bool(FACT.search(text) or " X " in text)


def is_wished(title: str, body: str) -> bool:
    """Tell whether the words around a paper ask for it to be listed, or are so few that it stands for itself."""
    text = f"{title}\n{body}"
    few = len(WORDS.findall(ADDRESS.sub(" ", body))) < FEWEST_WORDS
    return few or any(pattern.search(text) for pattern in (ADD, OFFER, NEW_PAPER, OWN))


def gives_thanks(title: str, body: str) -> bool:
    """Tell whether somebody thanks for what is listed, and asks for nothing."""
    text = f"{title}\n{body}"
    return THANKS.search(text) is not None and not (REQUESTING.search(text) or UPDATE.search(THANKS.sub(" ", text)))


def is_only_question(body: str) -> bool:
    """Tell whether a text is one question that asks nobody to do anything."""
    one = len(list(split_sentences(body))) == 1
    is_asked = ASKING.match(body.strip()) or "请问" in body
    return one and bool(is_asked) and asks(body) and not read_request(body)


def read_wish(sentence: str) -> Intent | None:
    """Return what a title or a request wants, None where it does not say."""
    specific = FOR_CHANGE.sub(" ", THANKS.sub(" ", GENERIC_UPDATE.sub(" ", sentence)))
    add = ADD.search(specific)
    for wish, pattern in WISHES:
        match = pattern.search(specific)
        if match and not (add and add.start() < match.start()):
            # "Update a new paper" is said for adding it.
            is_new = wish == "update" and NEW_PAPER.search(specific, match.start()) and not FACT.search(specific)
            return "add" if is_new else wish
    return "add" if add else None


def read_aim(text: str, title: str) -> Operation | None:
    """Return what a line wants of the paper whose title stands in it: what the title's sentence says, or an addition
    that is asked for before it."""
    before, found, behind = text.partition(title)
    sentence = f"{SENTENCE_END.split(before)[-1]}\0{SENTENCE_END.split(behind, maxsplit=1)[0]}"
    if found and AIMED.search(sentence):
        return "update"
    wish = read_request(sentence) if found else None
    if wish and wish != "add":
        return "remove" if wish == "remove" else "update"
    return "add" if read_wish(text.partition(title[:30])[0]) == "add" else None


def read_request(sentence: str) -> Intent | None:
    """Return what a sentence of the body wants; a description of a method wants nothing."""
    wish = read_wish(sentence)
    if wish and asks(sentence):
        return None
    if wish in ("remove", "update") and not WISHING.search(sentence):
        return None
    return wish


def asks(sentence: str) -> bool:
    """Tell whether a sentence is a question, not a request put as one ("could you add ...?")."""
    text = sentence.strip()
    if text.endswith(("!", "！")):
        # "What a great list!"
        return False
    if WHERE.match(text):
        return True
    is_question = text.endswith(("?", "？", "吗", "呢")) or ASKING.match(text)
    return bool(is_question) and not REQUESTING.search(text)


def asks_for_paper(title: str, body: str) -> bool:
    """Tell whether an author who wants something added, but names nothing, means papers."""
    text = f"{title}\n{body}"
    is_short = len(WORDS.findall(text)) <= MOST_WORDS
    are_papers = PAPERS.search(text) or (is_short and any(map(ADDING.match, (title, body))))
    if offers_thing(title, body) or FEATURE.search(text) or not are_papers:
        return False
    return not is_question(title, body) or bool(OWN.search(text))


def is_question(title: str, body: str) -> bool:
    """Tell whether the thread's title or a sentence of its text asks for an answer."""
    return asks(title) or any(map(asks, split_sentences(body)))


def read_rest(title: str, body: str) -> Intent:
    """Return the intent of a thread that proposes nothing."""
    says_nothing = len(WORDS.findall(body)) < 2 and len(WORDS.findall(title)) < 3 and not MEANING.search(title + body)
    if says_nothing:
        return "spam"
    if is_question(title, body) or re.search(r"[?？]", ADDRESS.sub(" ", f"{title}\n{body}")):
        return "question"
    return "add" if OFFER.search(f"{title}\n{body}") else "other"


def offers_product(title: str, body: str) -> bool:
    """Tell whether a thread that speaks of no paper advertises; one such word says nothing."""
    text = f"{title}\n{body}"
    return not PUBLICATION.search(text) and len(set(map(str.lower, PRODUCT.findall(text)))) >= 2


def offers_thing(title: str, body: str) -> bool:
    """Tell whether a thread that speaks of no paper calls what it offers something else: a book, a collection."""
    text = f"{title}\n{body}"
    rest = OTHER_THINGS.sub(" ", text)
    return rest != text and not (PUBLICATION.search(rest) or PAPER_ITSELF.search(rest))


def speaks_of_else(title: str, body: str) -> bool:
    """Tell whether some words stand around a paper's title, and none of them is for a paper."""
    text = f"{title}\n{body}"
    is_said = len(WORDS.findall(ADDRESS.sub(" ", body))) >= FEWEST_WORDS
    return is_said and not (PAPERS.search(text) or PUBLICATION.search(text))


def split_sentences(text: str) -> Iterator[str]:
    """Yield the first sentences of a text."""
    yield from [part for part in SENTENCE_END.split(text) if part and part.strip()][:MOST_SENTENCES]
