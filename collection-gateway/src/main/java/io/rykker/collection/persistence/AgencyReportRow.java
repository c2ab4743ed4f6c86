package io.rykker.collection.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A report of an agency under the agency's own number. */
@Entity
@Table(name = "agency_report")
public class AgencyReportRow {

    @Id
    public String id;

    public UUID caseId;
    public String content;

    protected AgencyReportRow() {}

    public AgencyReportRow(String id, UUID caseId, String content) {
        this.id = id;
        this.caseId = caseId;
        this.content = content;
    }
}
