package dev.obtaskd.security;

import io.vertx.core.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A fake OceanBase with one password that can disconnect and records the checked passwords. */
@Alternative
@ApplicationScoped
public class InMemoryRootPassword implements RootPasswordCheck {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private volatile String password = "";
    private volatile boolean there = true;

    @Override
    public boolean matches(char[] tried) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("waiting for the check");
        }
        asked.add(new String(tried));
        first.countDown();
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return there && password.equals(new String(tried));
    }

    /** Sets the password; empty as in a new OceanBase. */
    public void is(String now) {
        password = now;
        there = true;
    }

    /** Makes OceanBase unreachable. */
    public void disconnect() {
        there = false;
    }

    /** Checks block until this is closed. */
    Silence silence() {
        answers = new CountDownLatch(1);
        return answers::countDown;
    }

    void awaitAsked() throws IllegalStateException {
        try {
            first.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All checked passwords. */
    public List<String> asked() {
        return asked;
    }

    interface Silence extends AutoCloseable {
        @Override
        void close();
    }
}
