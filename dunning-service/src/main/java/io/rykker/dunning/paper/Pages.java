package io.rykker.dunning.paper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The documents of a YAML 1.2 (or JSON) text. Read from the parser's events, so that nothing of the text can grow: aliases
 * and type tags are refused, size and depth are bounded.
 */
final class Pages {

    /** Characters of the largest file that is read. */
    static final int LONGEST = 512 * 1024;

    private static final int DEEPEST = 20;

    private final List<Spot> pages = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private Pages() {}

    /** A list or mapping that is being read. */
    private static final class Open {
        final String pointer;
        final int line;
        final boolean mapping;
        final List<Spot> items = new ArrayList<>();
        final Map<String, Spot> fields = new LinkedHashMap<>();

        @Nullable
        String key;

        Open(String pointer, int line, boolean mapping) {
            this.pointer = pointer;
            this.line = line;
            this.mapping = mapping;
        }
    }

    static List<Spot> of(String text) throws Unclear {
        if (text.length() > LONGEST) {
            throw new Unclear("", 1, "the file has more than " + LONGEST + " characters; split it");
        }
        Pages reading = new Pages();
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(LONGEST).setLabel("").build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                reading.read(event);
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new Unclear("", line, "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new Unclear("", 1, "is no YAML: " + e.getMessage());
        }
        return List.copyOf(reading.pages);
    }

    private void read(Event event) throws Unclear {
        switch (event) {
            case AliasEvent alias -> throw unclear(alias, "is an alias; write the value out");
            case NodeEvent node
            when node.getAnchor().isPresent() -> throw unclear(node, "has an anchor, which is not read; remove it");
            case ScalarEvent scalar -> {
                refuseTag(scalar, scalar.getTag());
                scalar(scalar);
            }
            case CollectionStartEvent start -> {
                refuseTag(start, start.getTag());
                if (open.size() >= DEEPEST) {
                    throw unclear(start, "is nested deeper than " + DEEPEST);
                }
                open.push(new Open(pointer(), line(start), start instanceof MappingStartEvent));
            }
            case CollectionEndEvent _ -> {
                Open done = open.pop();
                add(
                        done.mapping
                                ? Spot.mapping(done.pointer, done.line, done.fields)
                                : Spot.list(done.pointer, done.line, List.copyOf(done.items)));
            }
            default -> {}
        }
    }

    private void refuseTag(Event event, Optional<String> tag) throws Unclear {
        if (tag.isPresent()) {
            throw unclear(event, "has the type tag " + tag.get() + ", which is not read; remove it");
        }
    }

    private void scalar(ScalarEvent scalar) throws Unclear {
        Open in = open.peek();
        if (in == null || !in.mapping || in.key != null) {
            add(Spot.scalar(pointer(), line(scalar), scalar.getValue(), scalar.isPlain()));
            return;
        }
        if (in.fields.containsKey(scalar.getValue())) {
            throw new Unclear(in.pointer + "/" + scalar.getValue(), line(scalar), "is there twice; keep one");
        }
        in.key = scalar.getValue();
    }

    private void add(Spot spot) throws Unclear {
        Open in = open.peek();
        if (in == null) {
            pages.add(spot);
        } else if (in.mapping && in.key == null) {
            throw spot.unclear("is a name of a field that is no text");
        } else if (in.mapping) {
            in.fields.put(String.valueOf(in.key), spot);
            in.key = null;
        } else {
            in.items.add(spot);
        }
    }

    private String pointer() {
        Open in = open.peek();
        if (in == null) {
            return "";
        }
        return in.pointer + "/" + (in.mapping ? in.key : String.valueOf(in.items.size()));
    }

    private Unclear unclear(Event event, String what) {
        return new Unclear(pointer(), line(event), what);
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
