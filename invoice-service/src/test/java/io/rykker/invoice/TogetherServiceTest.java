package io.rykker.invoice;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

/** What belongs together commits together, also when two writers meet. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class TogetherServiceTest {}
