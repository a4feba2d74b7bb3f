package dev.obtaskd.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.h2.jdbcx.JdbcConnectionPool;

/** The peer of a page over HTTP: Vert.x and JDBC only, without login, entities and filters. */
final class BareListServer {

    private static final String PAGE =
            "select * from task order by created_at desc, id desc fetch first 50 rows only";

    private BareListServer() {}

    /**
     * @param args the store's directory; prints the port once it listens
     */
    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        var pool =
                JdbcConnectionPool.create("jdbc:h2:file:" + args[0] + "/db/obtaskd", "obtaskd", "");
        var vertx = Vertx.vertx();
        vertx.createHttpServer()
                .requestHandler(
                        request ->
                                vertx.executeBlocking((Callable<Buffer>) () -> page(pool), false)
                                        .onSuccess(
                                                body ->
                                                        request.response()
                                                                .putHeader(
                                                                        "Content-Type",
                                                                        "application/json")
                                                                .end(body))
                                        .onFailure(
                                                failure ->
                                                        request.response()
                                                                .setStatusCode(500)
                                                                .end(failure.toString())))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }

    private static Buffer page(JdbcConnectionPool pool) throws SQLException {
        var items = new JsonArray();
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(PAGE);
                var rows = statement.executeQuery()) {
            var columns = rows.getMetaData();
            while (rows.next()) {
                var item = new JsonObject();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    item.put(columns.getColumnLabel(i), rows.getObject(i));
                }
                items.add(item);
            }
        }
        return new JsonObject().put("items", items).toBuffer();
    }
}
