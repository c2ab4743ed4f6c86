package io.rykker.invoice.messaging;

import io.rykker.invoice.domain.Address;
import io.rykker.invoice.domain.Contact;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads where a person found that a debtor is to be reached. Refuses with {@link Unreadable}. */
public final class ContactReader {

    private static final int LONGEST_WHY = 500;

    private ContactReader() {}

    /**
     * The contact, still without a day and a version.
     *
     * @param by whose word it is
     */
    public static Contact read(byte[] body, String by) {
        Fields fields = Fields.of(OrderReader.parse(body));
        @Nullable String email = OrderReader.email(fields);
        @Nullable String phone = OrderReader.phone(fields);
        @Nullable Address address = OrderReader.address(fields.optionalObject("address"));
        boolean isAddressed = address != null && (address.street() != null || address.city() != null);
        if (email == null && phone == null && !isAddressed) {
            throw new Unreadable("email", "is missing: an e-mail address, a phone or an address with a street or city");
        }
        return new Contact(email, phone, address, LocalDate.EPOCH, by, fields.text("why", LONGEST_WHY), 0);
    }
}
