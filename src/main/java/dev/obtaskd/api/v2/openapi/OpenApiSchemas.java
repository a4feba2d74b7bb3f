package dev.obtaskd.api.v2.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Marks fields of responses as required and nullable, according to the records: every component is
 * written, as null where it is {@code @Nullable}, unless {@code @JsonInclude} excludes nulls.
 */
final class OpenApiSchemas {

    private static final String REF = "#/components/schemas/";
    private static final Set<String> PACKAGES =
            Set.of(
                    "dev.obtaskd.api.v2.wire",
                    "dev.obtaskd.api.v2.wire.account",
                    "dev.obtaskd.api.v2.wire.agent",
                    "dev.obtaskd.text");
    private static final DotName RECORD = DotName.createSimple(Record.class);
    private static final DotName NULLABLE =
            DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName PROPERTY =
            DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final DotName UNWRAPPED =
            DotName.createSimple("com.fasterxml.jackson.annotation.JsonUnwrapped");
    private static final DotName INCLUDE =
            DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");

    /**
     * A field of a record in JSON.
     *
     * @param always whether it is written even if it is null
     */
    private record Field(boolean nullable, boolean always) {}

    private final List<ClassInfo> records;

    OpenApiSchemas(IndexView classes) {
        this.records =
                classes.getKnownClasses().stream()
                        .filter(
                                one ->
                                        RECORD.equals(one.superName())
                                                && PACKAGES.contains(one.name().packagePrefix()))
                        .toList();
    }

    /**
     * Completes the schemas of all responses. Those of requests declare their required fields; null
     * in any other field means that it is absent.
     */
    void complete(OpenAPI description) {
        var schemas = description.getComponents().getSchemas();
        var requests = requests(description);
        schemas.forEach(
                (name, schema) -> {
                    if (schema.getProperties() != null) {
                        fields(name, schema.getProperties().keySet())
                                .ifPresent(
                                        fields -> {
                                            if (requests.contains(name)) {
                                                allowNull(schema, fields);
                                            } else {
                                                complete(schema, fields);
                                            }
                                        });
                    }
                });
    }

    private static void complete(Schema schema, Map<String, Field> fields) {
        var properties = new LinkedHashMap<String, Schema>();
        var required = new ArrayList<String>();
        fields.forEach(
                (name, field) -> {
                    var property = Objects.requireNonNull(schema.getProperties().get(name), name);
                    properties.put(
                            name, field.nullable() && field.always() ? orNull(property) : property);
                    if (field.always()) {
                        required.add(name);
                    }
                });
        schema.setProperties(properties);
        schema.setRequired(required);
    }

    private static void allowNull(Schema schema, Map<String, Field> fields) {
        var required = schema.getRequired() == null ? List.of() : schema.getRequired();
        var properties = new LinkedHashMap<>(schema.getProperties());
        fields.forEach(
                (name, field) -> {
                    if (field.nullable() && !required.contains(name)) {
                        properties.computeIfPresent(name, (_, property) -> orNull(property));
                    }
                });
        schema.setProperties(properties);
    }

    private static Schema orNull(Schema schema) {
        var nothing = OASFactory.createSchema().type(List.of(SchemaType.NULL));
        if (schema.getRef() != null) {
            var other = OASFactory.createSchema().ref(schema.getRef());
            return OASFactory.createSchema()
                    .description(schema.getDescription())
                    .addAnyOf(other)
                    .addAnyOf(nothing);
        }
        if (schema.getType() == null) {
            // Any value.
            return schema;
        }
        if (schema.getType().contains(SchemaType.NULL)) {
            return schema;
        }
        if (schema.getEnumeration() != null) {
            var values = new ArrayList<>(schema.getEnumeration());
            values.add(null);
            schema.setEnumeration(values);
        }
        return schema.addType(SchemaType.NULL);
    }

    /** The fields of the record of a schema: the one with its name and the same fields. */
    private Optional<Map<String, Field>> fields(String name, Set<String> properties) {
        return records.stream()
                .filter(record -> name.startsWith(record.simpleName()))
                .map(this::fields)
                .filter(fields -> fields.keySet().equals(properties))
                .findFirst();
    }

    private Map<String, Field> fields(ClassInfo record) {
        var fields = new LinkedHashMap<String, Field>();
        for (var component : record.unsortedRecordComponents()) {
            var field = record.field(component.name());
            if (has(field, UNWRAPPED)) {
                records.stream()
                        .filter(inner -> inner.name().equals(field.type().name()))
                        .forEach(inner -> fields.putAll(fields(inner)));
            } else {
                fields.put(
                        jsonName(field),
                        new Field(field.type().hasAnnotation(NULLABLE), !has(field, INCLUDE)));
            }
        }
        return fields;
    }

    private static String jsonName(FieldInfo field) {
        return Optional.ofNullable(field.annotation(PROPERTY))
                .map(AnnotationInstance::value)
                .map(value -> value.asString())
                .orElse(field.name());
    }

    private static boolean has(FieldInfo field, DotName annotation) {
        return field.hasAnnotation(annotation);
    }

    /** Names of the schemas that bodies of requests use. */
    private static Set<String> requests(OpenAPI description) {
        var found = new HashSet<String>();
        description
                .getPaths()
                .getPathItems()
                .values()
                .forEach(
                        path ->
                                path.getOperations()
                                        .values()
                                        .forEach(
                                                operation -> {
                                                    var body = operation.getRequestBody();
                                                    if (body != null && body.getContent() != null) {
                                                        body.getContent()
                                                                .getMediaTypes()
                                                                .values()
                                                                .forEach(
                                                                        type ->
                                                                                collect(
                                                                                        description,
                                                                                        type
                                                                                                .getSchema(),
                                                                                        found));
                                                    }
                                                }));
        var shared = description.getComponents().getRequestBodies();
        if (shared != null) {
            shared.values()
                    .forEach(
                            body ->
                                    body.getContent()
                                            .getMediaTypes()
                                            .values()
                                            .forEach(
                                                    type ->
                                                            collect(
                                                                    description,
                                                                    type.getSchema(),
                                                                    found)));
        }
        return found;
    }

    private static void collect(OpenAPI description, @Nullable Schema schema, Set<String> found) {
        if (schema == null) {
            return;
        }
        var ref = schema.getRef();
        if (ref != null && found.add(ref.substring(REF.length()))) {
            collect(
                    description,
                    description.getComponents().getSchemas().get(ref.substring(REF.length())),
                    found);
        }
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .values()
                    .forEach(property -> collect(description, property, found));
        }
    }
}
