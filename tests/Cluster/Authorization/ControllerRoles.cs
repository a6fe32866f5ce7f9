namespace CanaryMesh.Cluster.Authorization;

/// <summary>The roles of the controllers; each is bound to the service account of its name in kube-system.</summary>
internal static class ControllerRoles
{
    public const string Prefix = "system:controller:";

    public const string Text = """
        system:controller:deployment-controller
          apps: deployments: get list patch update watch
          apps: deployments/status deployments/finalizers: patch update
          apps: replicasets: create delete get list patch update watch
          core: pods: get list update watch
          core events.k8s.io: events: create patch update
        system:controller:replicaset-controller
          apps: replicasets: get list update watch
          apps: replicasets/status replicasets/finalizers: update
          core: pods: create delete get list patch update watch
          core events.k8s.io: events: create patch update
        system:controller:job-controller
          batch: jobs: delete get list patch update watch
          batch: jobs/status jobs/finalizers: update
          core: pods: create delete get list patch update watch
          core events.k8s.io: events: create patch update
        system:controller:endpointslice-controller
          core: nodes pods services: get list watch
          core: services/finalizers: update
          discovery.k8s.io: endpointslices: create delete get list update watch
          core events.k8s.io: events: create patch update
        system:controller:endpoint-controller
          core: pods services: get list watch
          core: endpoints: create delete get list update
          core: endpoints/restricted: create
          discovery.k8s.io: endpointslices: get list watch
          core events.k8s.io: events: create patch update
        system:controller:disruption-controller
          policy: poddisruptionbudgets: get list watch
          policy: poddisruptionbudgets/status: update
          apps: deployments replicasets statefulsets: get list watch
          core: pods: get list watch
          core: pods/status: patch
          *: */scale: get
          core events.k8s.io: events: create patch update
        system:controller:generic-garbage-collector
          *: *: delete get list patch update watch
          core events.k8s.io: events: create patch update
        system:controller:pod-garbage-collector
          core: pods: delete list watch
          core: nodes: get list watch
          core: pods/status: patch
        system:controller:namespace-controller
          core: namespaces: delete get list watch
          core: namespaces/finalize namespaces/status: update
          *: *: delete deletecollection get list
        system:controller:resourcequota-controller
          *: *: list watch
          core: resourcequotas/status: update
          core events.k8s.io: events: create patch update
        system:controller:service-account-controller
          core: serviceaccounts: create update
          core events.k8s.io: events: create patch update
        system:controller:root-ca-cert-publisher
          core: configmaps: create update
          core events.k8s.io: events: create patch update
        system:controller:clusterrole-aggregation-controller
          rbac.authorization.k8s.io: clusterroles: escalate get list patch update watch
        """;
}
