package dev.obtaskd.api.v2.account;

import static dev.obtaskd.api.v2.http.QueryParameter.text;

import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryParameters;

/** The query parameter that selects the owner of a token. */
final class TokenOwnerParameters extends QueryParameters {

    static final String DESCRIPTION = "Name of the user, for administrators; default: the caller";

    static final TokenOwnerParameters OWNER = new TokenOwnerParameters();

    final QueryParameter<String> owner = add(text("owner", DESCRIPTION));
}
