package dev.rendezvous.engine.personal;

import dev.rendezvous.api.personal.Personal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which components of a record are {@link Personal}. Looked up once a class. */
final class PersonalFields {
    private static final ClassValue<PersonalFields> OF_CLASS = new ClassValue<>() {
        @Override
        protected PersonalFields computeValue(Class<?> type) {
            return new PersonalFields(type);
        }
    };

    private final List<RecordComponent> components;
    private final int[] personal;

    private PersonalFields(Class<?> type) {
        this.components = type.isRecord() ? List.of(type.getRecordComponents()) : List.of();
        this.personal = IntStream.range(0, components.size())
                .filter(i -> components.get(i).isAnnotationPresent(Personal.class))
                .toArray();
    }

    static PersonalFields of(Class<?> type) {
        return OF_CLASS.get(type);
    }

    boolean isEmpty() {
        return personal.length == 0;
    }

    Stream<String> names() {
        return Arrays.stream(personal).mapToObj(i -> components.get(i).getName());
    }

    /** Whether one of them has a text. */
    boolean anyIn(Object record) {
        return Arrays.stream(personal).mapToObj(i -> value(record, i)).anyMatch(Objects::nonNull);
    }

    /**
     * The same record with other texts.
     *
     * @param change is told a component's name and its text
     */
    Object changed(Object record, BiFunction<String, String, String> change) {
        Object[] values = IntStream.range(0, components.size())
                .mapToObj(i -> value(record, i))
                .toArray();
        for (int i : personal) {
            if (values[i] != null) values[i] = change.apply(components.get(i).getName(), (String) values[i]);
        }
        return make(record.getClass(), values);
    }

    private @Nullable Object value(Object record, int index) {
        try {
            return components.get(index).getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every record shows its components", e);
        }
    }

    private Object make(Class<?> type, Object[] values) {
        try {
            Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every record is made of its components", e);
        }
    }
}
