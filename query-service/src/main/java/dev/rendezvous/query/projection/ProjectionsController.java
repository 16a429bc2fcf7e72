package dev.rendezvous.query.projection;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators and auditors how far each projection of this node is. */
@RestController
class ProjectionsController {
    static final String PROJECTIONS = "/projections";

    private final ProjectionStatuses statuses;

    ProjectionsController(ProjectionStatuses statuses) {
        this.statuses = statuses;
    }

    @GetMapping(PROJECTIONS)
    List<ProjectionStatus> projections() {
        return statuses.all();
    }
}
