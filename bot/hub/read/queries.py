"""The GraphQL documents the bot reads GitHub with: one call where REST would need seven."""

#: An organisation may be one that was a person's account before, and a mannequin stands for one of another server.
COMMENT = """
fragment person on Actor {
  __typename login
  ... on User { databaseId } ... on Bot { databaseId }
  ... on Organization { databaseId } ... on Mannequin { databaseId }
}
fragment comment on IssueComment {
  id fullDatabaseId body createdAt lastEditedAt viewerDidAuthor editor { login }
  author { ...person }
}
"""

LIST = """
fragment list on Repository {
  id databaseId nameWithOwner isArchived
  squashMergeAllowed mergeCommitAllowed rebaseMergeAllowed autoMergeAllowed
  defaultBranchRef { name target { oid ... on Commit { tree { oid } } } }
  labels(query: "paper:", first: 20) { nodes { id name } }
}
"""

PULL = """
fragment pull on PullRequest {
  id number title body pullState: state headRefName headRefOid isCrossRepository viewerDidAuthor editor { login }
}
"""

#: An App needs a permission of its own to read a merge queue, but not to read a pull request's place in it.
MERGE_STATUS = """
fragment mergeStatus on PullRequest {
  mergeStateStatus isMergeQueueEnabled isInMergeQueue reviewDecision autoMergeRequest { enabledAt }
  mergeQueueEntry { headCommit { oid } }
  queueing: timelineItems(itemTypes: [ADDED_TO_MERGE_QUEUE_EVENT, REMOVED_FROM_MERGE_QUEUE_EVENT], last: 1) {
    nodes { __typename ... on RemovedFromMergeQueueEvent { reason } }
  }
  commits(last: 1) { nodes { commit { ...origin statusCheckRollup { state } } } }
}
"""

ACTOR = "actor { ...person }"
TIMELINE = f"""
fragment labeled on LabeledEvent {{ id createdAt label {{ name }} {ACTOR} }}
fragment unlabeled on UnlabeledEvent {{ id createdAt label {{ name }} {ACTOR} }}
fragment closed on ClosedEvent {{ id createdAt {ACTOR} }}
fragment reopened on ReopenedEvent {{ id createdAt {ACTOR} }}
"""

#: Who made a commit; for an App, GitHub gives no account, only an address.
ORIGIN = """
fragment origin on Commit { message author { email user { login } } signature { isValid wasSignedByGitHub } }
"""

TIP = """
fragment tip on Ref { target { oid ... on Commit { ...origin parents(first: 3) { nodes { oid } } } } }
"""

#: A thread as the thread cache holds it; the bot mostly comments first, and so is among the first twenty.
THREAD_SUMMARIES = (
    """
fragment issueSummary on Issue {
  number title body updatedAt issueState: state
  labels(first: 100) { nodes { name } }
  comments(first: 20) { totalCount pageInfo { hasNextPage endCursor } nodes { ...comment } }
}
fragment pullSummary on PullRequest {
  ...pull updatedAt
  commits(last: 1) { nodes { commit { ...origin } } }
  labels(first: 100) { nodes { name } }
  comments(first: 20) { totalCount pageInfo { hasNextPage endCursor } nodes { ...comment } }
}
"""
    + PULL
    + ORIGIN
    + COMMENT
)

#: The threads that moved since a time, newest first; GitHub cannot filter pull requests by time.
MOVED_FIELDS = """
    movedIssues: issues(
      first: 20, after: $after_movedIssues, filterBy: {since: $since}, orderBy: {field: UPDATED_AT, direction: DESC}
    ) @include(if: $with_movedIssues) { pageInfo { hasNextPage endCursor } nodes { ...issueSummary } }
    movedPulls: pullRequests(
      first: 10, after: $after_movedPulls, orderBy: {field: UPDATED_AT, direction: DESC}
    ) @include(if: $with_movedPulls) { pageInfo { hasNextPage endCursor } nodes { ...pullSummary } }
"""
MOVED_PARAMETERS = """
  $since: DateTime, $with_movedIssues: Boolean!, $with_movedPulls: Boolean!,
  $after_movedIssues: String, $after_movedPulls: String
"""

#: The bot's pull request for a thread. A fork may have a branch of the same name, so this repository's branch is asked
#: for its own pull requests; for a merged one, whose branch is gone, the newest twenty of that name are read.
OPENED = """
fragment opened on PullRequest {
  ...pull updatedAt labels(first: 100) { nodes { name } } ...mergeStatus
  timelineItems(itemTypes: [CLOSED_EVENT, REOPENED_EVENT], last: 1) { nodes { __typename ...closed ...reopened } }
  comments(last: 100) { totalCount nodes { ...comment } }
}
"""

THREAD = (
    """
query Thread(
  $owner: String!, $name: String!, $number: Int!, $branch: String!, $head: String!, $draft: String!,"""
    + MOVED_PARAMETERS
    + """) {
  repository(owner: $owner, name: $name) {
    ...list
    ref(qualifiedName: $branch) { ...tip associatedPullRequests(last: 1) { nodes { ...opened } } }
    draft: ref(qualifiedName: $draft) { ...tip }
    pullRequests(headRefName: $head, last: 20) {
      nodes { ...opened }
    }
    issueOrPullRequest(number: $number) {
      __typename
      ... on Issue {
        id number title body createdAt updatedAt closedAt locked issueState: state viewerDidAuthor
        userContentEdits(first: 50) { nodes { editor { ...person } } }
        closings: timelineItems(itemTypes: [CLOSED_EVENT], last: 1) { nodes { ...closed } }
        author { ...person ... on User { createdAt } }
        labels(first: 100) { nodes { name } }
        timelineItems(itemTypes: [LABELED_EVENT, UNLABELED_EVENT], last: 50) {
          nodes { __typename ...labeled ...unlabeled }
        }
        comments(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { ...comment } }
      }
      ... on PullRequest {
        ...pull createdAt updatedAt closedAt locked baseRefName ...mergeStatus
        author { ...person ... on User { createdAt } }
        labels(first: 100) { nodes { name } }
        timelineItems(itemTypes: [LABELED_EVENT, UNLABELED_EVENT], last: 50) {
          nodes { __typename ...labeled ...unlabeled }
        }
        comments(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { ...comment } }
        reviewThreads(last: 100) { nodes { comments(first: 1) { nodes { body viewerDidAuthor } } } }
      }
    }"""
    + MOVED_FIELDS
    + """  }
  viewer { login }
}
"""
    + "".join((LIST, OPENED, TIP, MERGE_STATUS, TIMELINE, THREAD_SUMMARIES))
)

MOVED = (
    "query Moved($owner: String!, $name: String!,"
    + MOVED_PARAMETERS
    + """) {
  repository(owner: $owner, name: $name) {
    databaseId defaultBranchRef { target { oid } }
    openIssues: issues(first: 1, states: OPEN) { totalCount }
    openPulls: pullRequests(first: 1, states: OPEN) { totalCount }"""
    + MOVED_FIELDS
    + "  }\n  viewer { login }\n}\n"
    + THREAD_SUMMARIES
)

#: The open threads, the closed ones whose label says that somebody must act, and when anything moved last.
ALL = (
    """
query All(
  $owner: String!, $name: String!, $labels: [String!],
  $with_issues: Boolean!, $with_closed: Boolean!, $with_pullRequests: Boolean!,
  $after_issues: String, $after_closed: String, $after_pullRequests: String
) {
  repository(owner: $owner, name: $name) {
    databaseId defaultBranchRef { target { oid } }
    newestIssue: issues(first: 1, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { updatedAt } }
    newestPull: pullRequests(first: 1, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { updatedAt } }
    issues(first: 50, after: $after_issues, states: OPEN) @include(if: $with_issues) {
      pageInfo { hasNextPage endCursor } nodes { ...issueSummary }
    }
    closed: issues(first: 50, after: $after_closed, states: CLOSED, labels: $labels) @include(if: $with_closed) {
      pageInfo { hasNextPage endCursor } nodes { ...issueSummary }
    }
    pullRequests(first: 50, after: $after_pullRequests, states: OPEN) @include(if: $with_pullRequests) {
      pageInfo { hasNextPage endCursor } nodes { ...pullSummary }
    }
  }
  viewer { login }
}
"""
    + THREAD_SUMMARIES
)

MORE_COMMENTS = (
    """
query MoreComments($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) {
    databaseId
    issueOrPullRequest(number: $number) {
      ... on Issue {
        number comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...comment } }
      }
      ... on PullRequest {
        number comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...comment } }
      }
    }
  }
  viewer { login }
}
"""
    + COMMENT
)

#: Shows whether a comment was written although GitHub's answer was an error.
NEWEST_COMMENTS = """
query NewestComments($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    databaseId
    issueOrPullRequest(number: $number) {
      ... on Issue { number comments(last: 20) { nodes { body viewerDidAuthor editor { login } } } }
      ... on PullRequest { number comments(last: 20) { nodes { body viewerDidAuthor editor { login } } } }
    }
  }
  viewer { login }
}
"""

#: The newest issues for the care of the list; a person may have put their label on others.
CARE = """
query Care($owner: String!, $name: String!, $labels: [String!]) {
  repository(owner: $owner, name: $name) {
    databaseId
    issues(first: 10, labels: $labels, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes { number body viewerDidAuthor }
    }
  }
  viewer { login }
}
"""

#: The list, and a branch of the bot's that is for it.
REPOSITORY = """
query Repository($owner: String!, $name: String!, $branch: String!, $head: String!, $draft: String!) {
  repository(owner: $owner, name: $name) {
    ...list
    ref(qualifiedName: $branch) { ...tip associatedPullRequests(states: [OPEN], last: 1) { nodes { ...proposed } } }
    draft: ref(qualifiedName: $draft) { ...tip }
    pullRequests(headRefName: $head, states: [OPEN], last: 20) { nodes { ...proposed } }
  }
  viewer { login }
}
fragment proposed on PullRequest {
  ...pull ...mergeStatus comments(last: 1) { nodes { ...comment } }
}
""" + "".join((LIST, PULL, TIP, MERGE_STATUS, ORIGIN, COMMENT))

#: The commits that changed something below a path, newest first.
HISTORY = """
query History($owner: String!, $name: String!, $commit: GitObjectID!, $path: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    object(oid: $commit) {
      ... on Commit {
        history(first: 20, after: $after, path: $path) { nodes { oid message } pageInfo { hasNextPage endCursor } }
      }
    }
  }
}
"""

#: What differs after any change of a list or its threads; a change that shows late is among the newest five.
GLANCE = """
fragment glance on Repository {
  nameWithOwner isArchived defaultBranchRef { name target { oid } }
  openIssues: issues(first: 1, states: OPEN) { totalCount }
  openPulls: pullRequests(first: 1, states: OPEN) { totalCount }
  newestIssues: issues(first: 5, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { number updatedAt } }
  newestPulls: pullRequests(first: 5, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { number updatedAt } }
}
"""


def glances(count: int) -> str:
    """Return a query for glances at `count` repositories, as r0, r1, ..., named by the variables o0 and n0, ..."""
    parameters = ", ".join(f"$o{n}: String!, $n{n}: String!" for n in range(count))
    fields = "".join(f"  r{n}: repository(owner: $o{n}, name: $n{n}) {{ ...glance }}\n" for n in range(count))
    return f"query Glances({parameters}) {{\n{fields}}}{GLANCE}"


def files(count: int) -> str:
    """Return a query for one file, a data folder, and `count` more folders as p0, p1, ..."""
    parameters = "".join(f", $p{n}: String!" for n in range(count))
    tree = "... on Tree { entries { name oid type } }"
    more = "".join(f"    p{n}: object(expression: $p{n}) {{ {tree} }}\n" for n in range(count))
    return (
        f"query Files($owner: String!, $name: String!, $file: String!, $folder: String!, $papers: String!{parameters})"
        " {\n  repository(owner: $owner, name: $name) {\n"
        "    file: object(expression: $file) { ... on Blob { oid text } }\n"
        f"    folder: object(expression: $folder) {{ {tree} }}\n"
        f"    papers: object(expression: $papers) {{ {tree} }}\n{more}  }}\n}}"
    )


def texts(count: int) -> str:
    """Return a query for the texts that `count` expressions like "main:data/README.md" name, as b0, b1, ..."""
    return objects(count, "String", "expression")


def blobs(count: int) -> str:
    """Return a query for the texts of `count` blobs, as b0, b1, ..."""
    return objects(count, "GitObjectID", "oid")


BLOB = "oid text byteSize"


def objects(count: int, kind: str, argument: str) -> str:
    """Return a query for the texts of `count` objects, each named by a variable o0, o1, ... of the type `kind`."""
    wanted = range(count)
    parameters = "".join(f", $o{n}: {kind}!" for n in wanted)
    fields = "\n".join(f"b{n}: object({argument}: $o{n}) {{ ... on Blob {{ {BLOB} }} }}" for n in wanted)
    return (
        f"query Blobs($owner: String!, $name: String!{parameters}) {{\n"
        f"  repository(owner: $owner, name: $name) {{\n{fields}\n}} }}"
    )
