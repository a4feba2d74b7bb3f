package dev.obtaskd.api.v2.openapi;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ParameterType;
import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryParameters;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Adds the query parameters that {@link AcceptsQuery} declares. */
final class OpenApiQueries {

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);

    private final Map<String, QueryParameters> declarations = new HashMap<>();

    OpenApiQueries(IndexView classes) {
        for (var annotation : classes.getAnnotations(AcceptsQuery.class)) {
            var declaration = create(annotation.value().asClass().name().toString());
            for (var method : methods(annotation.target())) {
                var id = method.annotation(OPERATION).value("operationId").asString();
                declarations.put(id, declaration);
            }
        }
    }

    void complete(Operation operation) {
        declarations
                .getOrDefault(operation.getOperationId(), QueryParameters.NONE)
                .all()
                .forEach(parameter -> operation.addParameter(parameter(parameter)));
    }

    private static List<MethodInfo> methods(AnnotationTarget target) {
        return target.kind() == AnnotationTarget.Kind.METHOD
                ? List.of(target.asMethod())
                : target.asClass().methods().stream()
                        .filter(method -> method.hasAnnotation(OPERATION))
                        .toList();
    }

    private static QueryParameters create(String name) {
        try {
            var constructor =
                    Class.forName(name, true, OpenApiQueries.class.getClassLoader())
                            .asSubclass(QueryParameters.class)
                            .getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + name, e);
        }
    }

    private static Parameter parameter(QueryParameter<?> parameter) {
        var schema = schema(parameter.type());
        if (parameter.isRepeatable()) {
            schema = OASFactory.createSchema().type(List.of(SchemaType.ARRAY)).items(schema);
        } else if (parameter.standard() != null) {
            schema.defaultValue(
                    parameter.standard() instanceof Enum<?> word
                            ? word.name()
                            : parameter.standard());
        }
        return OASFactory.createParameter()
                .name(parameter.name())
                .in(Parameter.In.QUERY)
                .description(
                        (parameter.isRepeatable() ? "Repeatable: " : "") + parameter.description())
                .schema(schema);
    }

    private static Schema schema(ParameterType<?> type) {
        return switch (type) {
            case ParameterType.Text(var max) -> {
                var schema = schema(SchemaType.STRING);
                yield max == Integer.MAX_VALUE ? schema : schema.maxLength(max);
            }
            case ParameterType.Flag _ -> schema(SchemaType.BOOLEAN);
            case ParameterType.Time _ -> schema(SchemaType.STRING).format("date-time");
            case ParameterType.Choice<?> choice ->
                    schema(SchemaType.STRING).enumeration(List.copyOf(choice.values().keySet()));
            case ParameterType.IntegerRange(var min, var max, _) -> {
                var schema = schema(SchemaType.INTEGER).minimum(BigDecimal.valueOf(min));
                yield max == Long.MAX_VALUE ? schema : schema.maximum(BigDecimal.valueOf(max));
            }
        };
    }

    private static Schema schema(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}
