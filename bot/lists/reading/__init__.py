"""Any page of papers -> its sections and entries; any form, and not one byte changed.

How a line becomes an entry:

1. `blocks.py` cuts the page into headings, list items, table rows and paragraphs.
2. `read_blocks` in `pages.py` gives each to its reader: a heading opens a section, unless it is a paper; `items.py`,
   `rows.py` and `paragraphs.py` tell which lines are one entry, with the parts that stand below it (`below.py`), and
   hand them to `Reader.add` (`reader.py`), which knows the open section. `beside/likeness.py` has found before which
   lines are entries as those beside them are.
3. `read_record` in `entry/record.py` tells the entry's text apart, once it is ready for that (`entry/text.py`): what a
   table's head (`words/cells.py`) or a word before a colon announces, then links (`linking.py`) and title
   (`title/finding.py`), without what stands around it (`title/trimming.py`), then the words that are left
   (`words/rest.py`): who wrote it (`authors.py`), where and when (`places.py`), or none of these.
4. `beside/agreement.py` reads again, by the columns of its section, what one entry alone left open.
5. Lines that link to a paper and are in no entry are counted as unread; nothing is silent.
"""
