package dev.obtaskd.api.v2.account;

import static dev.obtaskd.api.v2.http.QueryParameter.text;

import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.http.QueryParameter;

/** The query parameters of the list of tokens. */
final class TokenListParameters extends PageParameters {

    static final TokenListParameters LIST = new TokenListParameters();

    final QueryParameter<String> owner = add(text("owner", TokenOwnerParameters.DESCRIPTION));
}
