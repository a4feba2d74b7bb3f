package dev.obtaskd.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A persistent setting of the daemon. */
@Entity
@Table(name = "setting")
class SettingEntity {

    @Id String name;
    String settingValue;
    long changedAt;

    SettingEntity() {}

    SettingEntity(String name, String settingValue, long changedAt) {
        this.name = name;
        this.settingValue = settingValue;
        this.changedAt = changedAt;
    }
}
