package io.rykker.dunning.persistence;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Fact;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cases and facts as the JSON text that is stored. The names in it are a contract with what was stored before. What is null,
 * zero, false or empty is not written, which is a quarter of a usual case, and read as that when it is missing.
 */
final class CaseText {

    private static final List<Class<?>> COLLECTIONS = List.of(List.class, Set.class, Map.class, SortedMap.class);
    private static final List<Class<?>> NUMBERS_AND_FLAGS = List.of(int.class, boolean.class);
    private static final JsonMapper JSON = json();

    private static final Map<String, Class<?>> FACTS = Arrays.stream(Fact.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private CaseText() {}

    private static JsonMapper json() {
        var json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(com.fasterxml.jackson.core.JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .defaultPropertyInclusion(written(Include.NON_NULL));
        for (Class<?> type : COLLECTIONS) {
            json.withConfigOverride(
                    type,
                    config -> config.setInclude(written(Include.NON_EMPTY))
                            .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
        }
        for (Class<?> type : NUMBERS_AND_FLAGS) {
            json.withConfigOverride(type, config -> config.setInclude(written(Include.NON_DEFAULT)));
        }
        return json.build();
    }

    private static JsonInclude.Value written(Include which) {
        return JsonInclude.Value.construct(which, Include.ALWAYS);
    }

    static String of(Case c) {
        return write(c);
    }

    static Case toCase(String text) {
        return read(text, Case.class);
    }

    static String name(Fact fact) {
        return fact.getClass().getSimpleName();
    }

    static String of(Fact fact) {
        return write(fact);
    }

    static Fact toFact(String name, String text) {
        Class<?> type = FACTS.get(name);
        if (type == null) {
            throw new IllegalStateException("the journal has a fact " + name + " that this version does not know");
        }
        return (Fact) read(text, type);
    }

    /** Keys, as the text that a query takes apart. */
    static String of(Collection<?> keys) {
        return write(keys);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
