package io.rykker.notification.letters;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the letters: English here, the other languages in {@code messages/letter_*.properties}. Every sentence
 * is fixed; only facts of the case are filled in.
 */
@MessageBundle(value = "letter", locale = "en")
public interface Words {

    @Message("Friendly reminder: invoice {number} from {creditor}")
    String friendlySubject(String number, String creditor);

    @Message("Reminder: invoice {number} from {creditor}")
    String formalSubject(String number, String creditor);

    @Message("Notice of debt collection: invoice {number} from {creditor}")
    String noticeSubject(String number, String creditor);

    @Message("Our agreement on invoice {number} from {creditor}")
    String promiseSubject(String number, String creditor);

    @Message("A proposal for paying invoice {number} from {creditor} in instalments")
    String proposalSubject(String number, String creditor);

    @Message("Friendly reminder: {count} invoices from {creditor}")
    String friendlySubjectOfMany(String count, String creditor);

    @Message("Reminder: {count} invoices from {creditor}")
    String formalSubjectOfMany(String count, String creditor);

    @Message("Notice of debt collection: {count} invoices from {creditor}")
    String noticeSubjectOfMany(String count, String creditor);

    @Message("It may have slipped your mind: we have not yet received full payment of {count} invoices that are due.")
    String friendlyOpeningOfMany(String count);

    @Message("We have not received full payment of {count} invoices that are due.")
    String formalOpeningOfMany(String count);

    @Message("We have still not received full payment of {count} invoices that are due.")
    String noticeOpeningOfMany(String count);

    @Message("Invoice {number} of {issuedOn}, due on {dueOn}")
    String invoiceOfMany(String number, String issuedOn, String dueOn);

    @Message("Due of invoice {number}")
    String dueOfInvoice(String number);

    @Message("Friendly reminder")
    String friendlyHeading();

    @Message("Reminder")
    String formalHeading();

    @Message("Notice of debt collection")
    String noticeHeading();

    @Message("Confirmation of your promise to pay")
    String promiseHeading();

    @Message("Proposal for payment in instalments")
    String proposalHeading();

    @Message("Dear {name},")
    String greeting(String name);

    @Message(
            "It may have slipped your mind: we have not yet received payment of invoice {number}, which was due on {dueOn}.")
    String friendlyOpening(String number, String dueOn);

    @Message("In good time, so that it is not forgotten: invoice {number} falls due on {dueOn}.")
    String nudgeOpening(String number, String dueOn);

    @Message("In good time, so that they are not forgotten: {count} invoices fall due on {dueOn}.")
    String nudgeOpeningOfMany(String count, String dueOn);

    @Message("We have not received payment of invoice {number}, which was due on {dueOn}.")
    String formalOpening(String number, String dueOn);

    @Message("We have still not received payment of invoice {number}, which was due on {dueOn}.")
    String noticeOpening(String number, String dueOn);

    @Message("Thank you for getting in touch about invoice {number}. This confirms what we agreed.")
    String promiseOpening(String number);

    @Message(
            "You told us that you cannot pay invoice {number}, which was due on {dueOn}, in the way that we asked for. Each of the ways below will do.")
    String otherWayOpening(String number, String dueOn);

    @Message("You pay in {count} instalments, each on its day below. We wait as long as you do.")
    String plannedToPay(String count);

    @Message(
            "Invoice {number}, which was due on {dueOn}, is not paid in full. We propose that you pay it in {count} instalments, each on its day below.")
    String proposalOpening(String number, String dueOn, String count);

    @Message(
            "Accept the proposal no later than {deadline}: answer this letter and say so ({contact}), or pay the first instalment of {amount} by then. Until then we wait. By accepting you acknowledge that you owe the amount.")
    String proposalHow(String deadline, String contact, String amount);

    @Message(
            "Accept the proposal no later than {deadline}: answer this letter and say so, or pay the first instalment of {amount} by then. Until then we wait. By accepting you acknowledge that you owe the amount.")
    String proposalHowWithoutContact(String deadline, String amount);

    @Message(
            "If you do not accept by {deadline}, the proposal lapses and the follow-up continues from where it stopped.")
    String proposalConsequence(String deadline);

    @Message("Accept by")
    String acceptBy();

    @Message("Instalment {number}, {date}")
    String instalment(String number, String date);

    @Message("We refer to our letter of {date}.")
    String earlierLetter(String date);

    @Message("The invoice is still not paid, although we spoke about it on {date}.")
    String earlierCall(String date);

    @Message(
            "Our agreements on this claim have not been kept {count} times. If the amount is not paid by {deadline}, we may give notice of debt collection and hand the case over.")
    String brokenAgreements(String count, String deadline);

    @Message("Please pay {amount} no later than {deadline}.")
    String pleasePay(String amount, String deadline);

    @Message("You have promised to pay {amount} no later than {deadline}. We wait until then.")
    String promisedToPay(String amount, String deadline);

    @Message(
            "If the amount is not paid by {deadline}, the case will be handed over to debt collection without further notice. This will mean additional costs for you.")
    String noticeConsequence(String deadline);

    @Message("If you pay by {deadline}, no further costs will be added.")
    String noticeWithoutCosts(String deadline);

    @Message("If the amount is not paid by {deadline}, we will send a further reminder, to which a fee may be added.")
    String nextIsReminder(String deadline);

    @Message("If the amount is not paid by {deadline}, you will receive a notice of debt collection.")
    String nextIsNotice(String deadline);

    @Message("If the amount is not paid by {deadline}, the case may be handed over to debt collection.")
    String nextIsCollection(String deadline);

    @Message("If the agreement is not kept, the follow-up continues from where it stopped.")
    String promiseConsequence();

    @Message("Our terms of payment: {days} days from the date of the invoice, for this one until {dueOn}.")
    String termsOfPayment(String days, String dueOn);

    @Message(
            "This is how we proceed when an invoice is not paid: we may send reminders, then a notice of debt collection, and when its deadline has passed the case may be handed over to debt collection.")
    String procedure();

    @Message("Fees and interest for late payment are agreed, and are charged as far as the law allows.")
    String feesAgreed();

    @Message("Fees and interest for late payment are charged only where the law gives a right to them.")
    String feesByLaw();

    @Message("If you have paid within the last few days, please disregard this letter.")
    String alreadyPaid();

    @Message("If you do not agree with the claim, or cannot pay, please contact us before the deadline: {contact}.")
    String objections(String contact);

    @Message("If you do not agree with the claim, or cannot pay, please contact us before the deadline.")
    String objectionsWithoutContact();

    @Message("Kind regards")
    String regards();

    @Message("Creditor")
    String creditor();

    @Message("Invoice")
    String invoice();

    @Message("Invoice date")
    String issuedOn();

    @Message("Due date")
    String dueOn();

    @Message("Invoice amount")
    String principal();

    @Message("Reminder fee")
    String fee();

    @Message("Late-payment interest")
    String interest();

    @Message("Compensation for late payment")
    String compensation();

    @Message("Costs")
    String cost();

    @Message("Paid")
    String paid();

    @Message("Credited")
    String credited();

    @Message("Not asked for with this letter")
    String notAskedFor();

    @Message("Amount due")
    String amountDue();

    @Message("Pay by")
    String deadline();

    @Message("Payment reference")
    String paymentReference();

    @Message("Account")
    String account();

    @Message("Registration no.")
    String registrationNumber();
}
