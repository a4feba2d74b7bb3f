package dev.obtaskd.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Something the daemon remembers about itself. */
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
