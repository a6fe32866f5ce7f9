namespace CanaryMesh.Cluster.Authorization;

/// <summary>The default roles of people and of requests without credentials.</summary>
internal static class UserRoles
{
    public const string Text = """
        cluster-admin
          *: *: *
          paths: *: *
        system:discovery
          paths: /api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/: get
        system:public-info-viewer
          paths: /healthz /livez /readyz /version /version/: get
        system:monitoring
          paths: /metrics /metrics/slis /livez /livez/* /readyz /readyz/* /healthz /healthz/*: get
        system:basic-user
          authorization.k8s.io: selfsubjectaccessreviews selfsubjectrulesreviews: create
          authentication.k8s.io: selfsubjectreviews: create
        system:service-account-issuer-discovery
          paths: /.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/: get
        system:auth-delegator
          authentication.k8s.io: tokenreviews: create
          authorization.k8s.io: subjectaccessreviews: create
        system:aggregate-to-admin
          authorization.k8s.io: localsubjectaccessreviews: create
          rbac.authorization.k8s.io: roles rolebindings: create delete deletecollection get list patch update watch
        system:aggregate-to-edit
          core: pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy: get list watch
          core: serviceaccounts: impersonate
          core: pods pods/attach pods/exec pods/portforward pods/proxy: create delete deletecollection patch update
          core: pods/eviction: create
          core: configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy: create delete deletecollection patch update
          core: serviceaccounts/token: create
          apps: daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale: create delete deletecollection patch update
          autoscaling: horizontalpodautoscalers: create delete deletecollection patch update
          batch: cronjobs jobs: create delete deletecollection patch update
          policy: poddisruptionbudgets: create delete deletecollection patch update
          networking.k8s.io: ingresses networkpolicies: create delete deletecollection patch update
          coordination.k8s.io: leases: create delete deletecollection get list patch update watch
        system:aggregate-to-view
          core: configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status: get list watch
          core: bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status: get list watch
          core: namespaces: get list watch
          discovery.k8s.io: endpointslices: get list watch
          apps: controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status: get list watch
          autoscaling: horizontalpodautoscalers horizontalpodautoscalers/status: get list watch
          batch: cronjobs cronjobs/status jobs jobs/status: get list watch
          policy: poddisruptionbudgets poddisruptionbudgets/status: get list watch
          networking.k8s.io: ingresses ingresses/status networkpolicies: get list watch
        """;
}
