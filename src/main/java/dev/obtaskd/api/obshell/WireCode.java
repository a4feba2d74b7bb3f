package dev.obtaskd.api.obshell;

import dev.obtaskd.task.Language;
import dev.obtaskd.task.Text;

/** Every reason for which this API refuses, as obshell's clients know them. */
public enum WireCode {
    COMMON_NOT_FOUND("Common.NotFound", 404, "There is nothing at this path", "路径不存在"),
    COMMON_UNEXPECTED("Common.Unexpected", 500, "Unexpected error: {0}", "意外错误: {0}"),
    COMMON_BIND_JSON_FAILED("Common.BindJsonFailed", 400, "The request cannot be read: {0}", "请求无法解析: {0}"),

    REQUEST_HEADER_NOT_FOUND("Request.Header.NotFound", 400, "The request has no header {0}", "请求缺少 {0} 头"),
    REQUEST_BODY_READ_FAILED("Request.Body.ReadFailed", 400, "The body cannot be read: {0}", "请求体读取失败: {0}"),
    REQUEST_BODY_KEYS_INVALID("Request.Body.Decrypt.AES.KeyAndIv.Invalid", 500,
            "Keys must be the base64 of 32 bytes", "Keys 必须是 32 字节的 base64"),
    REQUEST_BODY_LENGTH_INVALID("Request.Body.Decrypt.AES.ContentLength.Invalid", 500,
            "The encrypted body is not a whole number of blocks", "密文长度不是分组的整数倍"),
    REQUEST_AES_KEY_NOT_FOUND("Request.AESKey.NotFound", 400,
            "There are no Keys to encrypt the answer with", "缺少用于加密应答的 Keys"),

    HEADER_DECRYPT_FAILED("Security.Authentication.Header.DecryptFailed", 401, 1,
            "The header cannot be decrypted: {0}", "请求头解密失败: {0}"),
    HEADER_URI_MISMATCH("Security.Authentication.Header.UriMismatch", 401, 10008,
            "Unauthorized: the header was made for another address", "未授权: 请求头与请求地址不符"),
    AUTH_UNAUTHORIZED("Security.Authentication.Unauthorized", 401, 10008, "Unauthorized: {0}", "未授权: {0}"),
    AUTH_EXPIRED("Security.Authentication.Expired", 401, 10008,
            "Unauthorized: the header has expired", "未授权: 请求头已过期"),
    AUTH_TIMESTAMP_INVALID("Security.Authentication.Timestamp.Invalid", 401, 10008,
            "Unauthorized: Ts is no time", "未授权: Ts 不是时间"),
    AUTH_INCORRECT_AGENT_PASSWORD("Security.Authentication.IncorrectAgentPassword", 401, 10008,
            "Unauthorized: the agent password is wrong", "未授权: agent 密码错误"),
    AUTH_INCORRECT_OCEANBASE_PASSWORD("Security.Authentication.IncorrectOceanbasePassword", 401, 10008,
            "Unauthorized: the password is wrong", "未授权: 密码错误"),
    AUTH_SESSION_INVALID("Security.Authentication.SessionInvalid", 401, 10008,
            "Unauthorized: there is no such session", "未授权: 会话不存在"),
    AUTH_SESSION_EXPIRED("Security.Authentication.SessionExpired", 401, 10008,
            "Unauthorized: the session has expired", "未授权: 会话已过期"),
    USER_PERMISSION_DENIED("Security.User.PermissionDenied", 401,
            "Only root and the daemon's own user get in here", "仅 root 与本服务的运行用户可由此进入");

    private final String errCode;
    private final int status;
    private final int code;
    private final Text template;

    WireCode(String errCode, int status, String en, String zh) {
        this(errCode, status, 0, en, zh);
    }

    WireCode(String errCode, int status, int code, String en, String zh) {
        this.errCode = errCode;
        this.status = status;
        this.code = code;
        this.template = new Text(en, zh);
    }

    /** The stable word, such as {@code Task.NotFound}. */
    public String errCode() {
        return errCode;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The number of older versions; 0 if it has none. */
    public int code() {
        return code;
    }

    /**
     * The sentence for people.
     *
     * @param arguments in place of {@code {0}}, {@code {1}} ...; a {@link Text} speaks the language too
     */
    public String message(Language language, Object... arguments) {
        var message = language.say(template);
        for (var i = 0; i < arguments.length; i++) {
            var shown = arguments[i] instanceof Text text ? language.say(text) : String.valueOf(arguments[i]);
            message = message.replace("{" + i + "}", shown);
        }
        return message;
    }
}
