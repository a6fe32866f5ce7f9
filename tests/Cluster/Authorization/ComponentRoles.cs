namespace CanaryMesh.Cluster.Authorization;

/// <summary>The roles of the cluster's own parts.</summary>
internal static class ComponentRoles
{
    public const string Text = """
        system:node
          authentication.k8s.io: tokenreviews: create
          authorization.k8s.io: localsubjectaccessreviews subjectaccessreviews: create
          core: services endpoints: get list watch
          discovery.k8s.io: endpointslices: get list watch
          core: nodes: create get list watch patch update
          core: nodes/status: patch update
          core events.k8s.io: events: create patch update
          core: pods: create delete get list watch
          core: pods/status: patch update
          core: pods/eviction: create
          core: configmaps secrets: get list watch
          core: persistentvolumeclaims persistentvolumes: get
          core: serviceaccounts: get
          core: serviceaccounts/token: create
          coordination.k8s.io: leases: create delete get patch update
          node.k8s.io: runtimeclasses: get list watch
        system:kube-scheduler
          core events.k8s.io: events: create patch update
          coordination.k8s.io: leases: create get list update watch
          core: nodes: get list watch
          core: pods: delete get list watch
          core: bindings pods/binding: create
          core: pods/status: patch update
          core: configmaps namespaces persistentvolumeclaims persistentvolumes replicationcontrollers services: get list watch
          apps: replicasets statefulsets: get list watch
          policy: poddisruptionbudgets: get list watch
          authentication.k8s.io: tokenreviews: create
          authorization.k8s.io: subjectaccessreviews: create
        system:kube-controller-manager
          core events.k8s.io: events: create patch update
          coordination.k8s.io: leases: create get update
          core: secrets serviceaccounts: create get update
          core: serviceaccounts/token: create
          authentication.k8s.io: tokenreviews: create
          authorization.k8s.io: subjectaccessreviews: create
          *: *: list watch
        """;
}
