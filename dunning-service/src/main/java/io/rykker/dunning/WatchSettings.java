package io.rykker.dunning;

import io.rykker.dunning.domain.Finding;
import io.rykker.dunning.persistence.Watch;
import io.smallrye.config.ConfigMapping;
import java.math.BigDecimal;
import java.util.Map;

/** From when the watchdogs bark; {@code application.properties} says what each number is. */
@ConfigMapping(prefix = "rykker.watchdog")
interface WatchSettings {

    String every();

    int bankDays();

    int stalledDays();

    int contactDays();

    BigDecimal contactPercent();

    int windowDays();

    Map<String, Integer> bottleneckDays();

    default Watch.Limits limits() {
        return new Watch.Limits(
                bankDays(),
                stalledDays(),
                new Finding.Contact(windowDays(), contactDays(), contactPercent()),
                bottleneckDays());
    }
}
