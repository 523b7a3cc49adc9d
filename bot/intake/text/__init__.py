"""How a text becomes mentions of papers, in the order in which it happens; `prose.py` puts the steps together.

1. `references.py` takes out records of reference managers, and `lines.py` reads the rest as the lines that people see.
2. `parts/tagger.py` says which words of a line are a title, a name, a venue, a section or people; `parts/stretches.py`
   mends these stretches and makes statements of them, with `titles.py`, `sections.py` and `venues.py` beside it, and
   `statements.py` adds what labels, columns, links and pasted entries of a list say.
3. `collection.py` gives each statement to the mention that it is about, with what stands above it (`outline.py`);
   `reading.py` does all this for one text.
4. `mention.py` joins the mentions of one paper, and drops what is named in passing; `heading.py` adds what the thread's
   title says of them.
5. `intent.py` says what is wanted, `corrections.py` what of a listed paper; `replies.py` enters later comments, and
   `unused.py` lists what went nowhere.
"""
