package dev.obtaskd.api.v2.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents the query parameters of a resource method, or of all methods of a class, in the OpenAPI
 * document. The method reads them with {@link QueryParameters#read} of the same class.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AcceptsQuery {

    /** The declaration; has a constructor without arguments. */
    Class<? extends QueryParameters> value();
}
