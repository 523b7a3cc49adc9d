// A maintainer's work by octokit: prints what each call came to, "ok" or its error, as JSON.
import { Octokit } from "octokit";

const [part, baseUrl, owner, person] = process.argv.slice(2);
const log = { debug() {}, info() {}, warn() {}, error() {} };
const make = (auth) => new Octokit({ auth, baseUrl, log, retry: { enabled: false }, throttle: { enabled: false } });
const mine = make(owner), theirs = make(person);
const list = { owner: "owner", repo: "list" };
const kept = {};
const encode = (text) => Buffer.from(text).toString("base64");

const work = {
  "users.getAuthenticated": () => mine.rest.users.getAuthenticated(),
  "repos.get": () => mine.rest.repos.get(list),
  "issues.create": async () => { kept.issue = (await mine.rest.issues.create({ ...list, title: "One" })).data.number; },
  "issues.update": () => mine.rest.issues.update({ ...list, issue_number: kept.issue, title: "Two", body: "B" }),
  "issues.createComment": async () => {
    kept.comment = (await theirs.rest.issues.createComment({ ...list, issue_number: kept.issue, body: "x" })).data.id;
  },
  "issues.updateComment": () => theirs.rest.issues.updateComment({ ...list, comment_id: kept.comment, body: "y" }),
  "paginate issues.listForRepo": async () => {
    if ((await mine.paginate(mine.rest.issues.listForRepo, { ...list, per_page: 1 })).length !== 1) throw Error("not 1");
  },
  "issues.listComments": () => mine.rest.issues.listComments({ ...list, issue_number: kept.issue }),
  "reactions": () => mine.rest.reactions.createForIssueComment({ ...list, comment_id: kept.comment, content: "heart" }),
  "issues.createLabel": () => mine.rest.issues.createLabel({ ...list, name: "bug", color: "ff0000" }),
  "issues.addLabels": () => mine.rest.issues.addLabels({ ...list, issue_number: kept.issue, labels: ["bug"] }),
  "issues.setLabels": () => mine.rest.issues.setLabels({ ...list, issue_number: kept.issue, labels: ["bug", "more"] }),
  "issues.removeLabel": () => mine.rest.issues.removeLabel({ ...list, issue_number: kept.issue, name: "more" }),
  "issues.updateLabel": () => mine.rest.issues.updateLabel({ ...list, name: "bug", new_name: "bugs" }),
  "issues.deleteLabel": () => mine.rest.issues.deleteLabel({ ...list, name: "bugs" }),
  "issues.listLabelsForRepo": () => mine.rest.issues.listLabelsForRepo(list),
  "issues.lock": () => mine.rest.issues.lock({ ...list, issue_number: kept.issue, lock_reason: "resolved" }),
  "issues.unlock": () => mine.rest.issues.unlock({ ...list, issue_number: kept.issue }),
  "issues.listEvents": () => mine.rest.issues.listEvents({ ...list, issue_number: kept.issue }),
  "search": () => mine.rest.search.issuesAndPullRequests({ q: "repo:owner/list is:issue", advanced_search: "true" }),
  "repos.getBranch": async () => { kept.head = (await mine.rest.repos.getBranch({ ...list, branch: "main" })).data.commit.sha; },
  "git.createRef": () => mine.rest.git.createRef({ ...list, ref: "refs/heads/topic", sha: kept.head }),
  "repos.createOrUpdateFileContents": () => mine.rest.repos.createOrUpdateFileContents(
    { ...list, path: "new.md", message: "Add", content: encode("new\n"), branch: "topic" }),
  "repos.getContent": () => mine.rest.repos.getContent({ ...list, path: "new.md", ref: "topic" }),
  "repos.compareCommits": () => mine.rest.repos.compareCommitsWithBasehead({ ...list, basehead: "main...topic" }),
  "pulls.create": async () => {
    kept.pull = (await mine.rest.pulls.create({ ...list, title: "P", head: "topic", base: "main" })).data;
  },
  "pulls.get as diff": async () => {
    const found = await mine.rest.pulls.get({ ...list, pull_number: kept.pull.number, mediaType: { format: "diff" } });
    if (!found.data.includes("+new")) throw Error("no diff");
  },
  "pulls.listFiles": () => mine.rest.pulls.listFiles({ ...list, pull_number: kept.pull.number }),
  "pulls.createReview": () => theirs.rest.pulls.createReview({ ...list, pull_number: kept.pull.number, event: "APPROVE" }),
  "pulls.listReviews": () => mine.rest.pulls.listReviews({ ...list, pull_number: kept.pull.number }),
  "repos.createCommitStatus": () => mine.rest.repos.createCommitStatus(
    { ...list, sha: kept.pull.head.sha, state: "success", context: "ci" }),
  "pulls.merge": () => mine.rest.pulls.merge({ ...list, pull_number: kept.pull.number, merge_method: "squash" }),
  "git.deleteRef": () => mine.rest.git.deleteRef({ ...list, ref: "heads/topic" }),
  "issues.close": () => mine.rest.issues.update({ ...list, issue_number: kept.issue, state: "closed" }),
  "repos.createRelease": async () => { kept.release = (await mine.rest.repos.createRelease({ ...list, tag_name: "v1" })).data.id; },
  "repos.getLatestRelease": () => mine.rest.repos.getLatestRelease(list),
  "repos.getReleaseByTag": () => mine.rest.repos.getReleaseByTag({ ...list, tag: "v1" }),
  "repos.updateRelease": () => mine.rest.repos.updateRelease({ ...list, release_id: kept.release, name: "One" }),
  "repos.listTags": () => mine.rest.repos.listTags(list),
  "repos.deleteRelease": () => mine.rest.repos.deleteRelease({ ...list, release_id: kept.release }),
  "repos.listCollaborators": () => mine.rest.repos.listCollaborators(list),
  "repos.createFork": () => theirs.rest.repos.createFork(list),
  "graphql": () => mine.graphql("query { repository(owner: \"owner\", name: \"list\") { name viewerPermission } }"),
  "a missing issue": async () => {
    const status = await mine.rest.issues.get({ ...list, issue_number: 999 }).catch((error) => error.status);
    if (status !== 404) throw Error(`status ${status}`);
  },
};
const beside = {
  "issues.createMilestone": () => mine.rest.issues.createMilestone({ ...list, title: "M" }),
  "actions.listWorkflowRuns": () => mine.rest.actions.listWorkflowRunsForRepo(list),
  "repos.createWebhook": () => mine.rest.repos.createWebhook({ ...list, config: { url: "http://x" } }),
  "gists.list": () => mine.rest.gists.list(),
};

async function run(calls) {
  const said = {};
  for (const [name, call] of Object.entries(calls)) {
    try {
      await call();
      said[name] = "ok";
    } catch (error) {
      said[name] = String(error.message);
    }
  }
  return said;
}

console.log(JSON.stringify(await run({ work, beside }[part])));
