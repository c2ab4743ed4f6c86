package io.rykker.payment.badfixture.domain;

import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Everything that a domain class must not do. */
public class ImpureRule {

    private static final Logger LOG = Logger.getLogger(ImpureRule.class);

    public Instant now() {
        LOG.info("now");
        return Clock.systemUTC().instant();
    }
}
