package dev.inkstone.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a run from before metrics had tallies: of each metric amid an epoch it holds one number, the sum over the examples.
 * All were means; such a tally now remembers the sum, the count, and what rounding cut off from both. And of one from before there
 * was a training doctor: its history has no diagnoses.
 */
final class EarlierProgress {
    private EarlierProgress() {}

    /** The same as it is written today. */
    static Json updated(Json progress) {
        return withTallies(withDiagnoses(progress));
    }

    private static Json withDiagnoses(Json progress) {
        return progress instanceof Json.Obj all
                        && all.members().get("history") instanceof Json.Obj history
                        && !history.members().containsKey("diagnoses")
                ? with(all, "history", with(history, "diagnoses", new Json.Arr(List.of())))
                : progress;
    }

    private static Json withTallies(Json progress) {
        if (!(progress instanceof Json.Obj all)
                || !(all.members().get("running") instanceof Json.Obj running)
                || !(running.members().get("metrics") instanceof Json.Obj metrics)
                || !(running.members().get("examples") instanceof Json.Num examples)) {
            return progress; // the decoder says what is missing
        }
        Map<String, Json> states = new LinkedHashMap<>();
        Json none = new Json.Num("0");
        metrics.members()
                .forEach((name, state) -> states.put(
                        name, state instanceof Json.Num ? new Json.Arr(List.of(state, examples, none, none)) : state));
        return with(all, "running", with(running, "metrics", new Json.Obj(states)));
    }

    private static Json with(Json.Obj object, String member, Json value) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.put(member, value);
        return new Json.Obj(members);
    }
}
