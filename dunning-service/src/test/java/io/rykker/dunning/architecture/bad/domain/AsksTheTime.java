package io.rykker.dunning.architecture.bad.domain;

import java.time.LocalDate;

/** Breaks a rule, so that the rule is seen to fail. */
class AsksTheTime {

    LocalDate today() {
        return LocalDate.now();
    }
}
