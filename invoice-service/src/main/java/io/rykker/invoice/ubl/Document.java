package io.rykker.invoice.ubl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.invoice.domain.Finding;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.messaging.OrderReader;
import io.rykker.invoice.messaging.Unreadable;
import java.util.List;
import java.util.Map;

/**
 * A document that was read. It has no creditor yet: who sent it says so, or it is looked up by the supplier's numbers.
 * What it asks for is held in the form of the inbound events, so that the same rules judge it.
 *
 * @param type the event that it amounts to
 * @param sources where in the document each field was taken from
 * @param supplierNumbers registration numbers and addresses of the supplier, most telling first
 * @param findings what is odd in the document
 */
public record Document(
        String type,
        ObjectNode body,
        Map<String, String> sources,
        List<String> supplierNumbers,
        List<Finding> findings) {

    /** The order; refuses with {@link Unreadable}, whose field is the place in the document. */
    public Order order(String creditorId) {
        try {
            return OrderReader.read(type, body.deepCopy().put("creditorId", creditorId));
        } catch (Unreadable e) {
            throw new Unreadable(sources.getOrDefault(e.field(), e.field()), e.reason());
        }
    }
}
