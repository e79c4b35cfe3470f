package io.orograph.session;

import io.orograph.file.Excerpt;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Format;
import io.orograph.format.Role;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sessions as {@link SessionFile} writes them. */
public final class SessionFormat implements Format {

    @Override
    public Identity identity() {
        return new Identity(
                "session",
                "session of Orograph",
                "a session that Orograph saved",
                List.of(SessionFile.ENDING),
                Set.of(Role.SESSION));
    }

    @Override
    public boolean matches(FileHead head) throws IOException {
        return head.hasEntry(SessionNote.ENTRY::equals);
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        Session session = SessionFile.read(head.path());
        Contents.Builder contents = new Contents.Builder()
                .fact("saved", "Saved", session.saved().time())
                .fact("program", "By", session.saved().program());
        session.subject()
                .ifPresent(subject -> contents.fact(
                                "model", "Model", Excerpt.line(subject.model().path()))
                        .fact("data", "Data", Excerpt.line(subject.data().path())));
        session.weights().ifPresent(weights -> contents.fact("weights", "θ₀", weights.name()));
        if (!session.notes().isEmpty()) {
            contents.fact("notes", "Notes", Excerpt.line(session.notes()));
        }
        return contents.table("results", rows(session)).build();
    }

    private static List<Map<String, Object>> rows(Session session) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map.Entry<String, StoredResult> named : session.named().entrySet()) {
            StoredResult result = named.getValue();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", named.getKey());
            row.put("kind", result.kind());
            row.put("title", result.title());
            row.put(
                    "holds",
                    result.landscape()
                            .map(found -> text(found.landscape()))
                            .orElseGet(() -> result.result().values().arrays().size() + " arrays"));
            row.put("shown", result.shown());
            rows.add(row);
        }
        return rows;
    }

    private static String text(Landscape landscape) {
        String range = landscape.provenance().text(Key.ALPHA);
        return landscape.counts() + (range.isEmpty() ? "" : ", α " + range);
    }
}
