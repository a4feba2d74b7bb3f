package dev.obtaskd.cli.manage;

/** The roles of users and tokens. */
enum Role {
    TASK_VIEWER,
    TASK_MANAGER,
    ADMIN
}
