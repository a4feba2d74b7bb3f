package dev.obtaskd.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Something the daemon remembers about itself. */
@Entity
@Table(name = "setting")
class Setting {

    @Id
    String name;
    String settingValue;
    long changedAt;

    Setting() {}

    Setting(String name, String settingValue, long changedAt) {
        this.name = name;
        this.settingValue = settingValue;
        this.changedAt = changedAt;
    }
}
