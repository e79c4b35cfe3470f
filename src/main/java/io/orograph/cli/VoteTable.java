package io.orograph.cli;

import io.orograph.sharpness.MeasureVote;
import io.orograph.sharpness.PairedDifference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the measures say of two models, as JSON. */
final class VoteTable {

    private VoteTable() {}

    static Map<String, Object> json(List<MeasureVote> votes) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (MeasureVote vote : votes) {
            PairedDifference difference = vote.difference();
            Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("difference", difference.value());
            entries.put("se_sample", difference.sampleError());
            entries.put("se_draws", difference.drawError());
            entries.put("low", difference.low());
            entries.put("high", difference.high());
            entries.put("p", difference.p());
            entries.put("p_holm", vote.adjusted());
            entries.put("order_holds_with_twice_the_effort", vote.isSettled());
            entries.put("says", vote.decision() > 0 ? "sharper" : vote.decision() < 0 ? "flatter" : "not told apart");
            all.put(vote.measure().label(), entries);
        }
        return all;
    }
}
