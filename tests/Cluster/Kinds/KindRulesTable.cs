using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Authorization;
using CanaryMesh.Cluster.Defaults;
using CanaryMesh.Cluster.Definitions;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Validation;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>The rules of the built-in kinds.</summary>
internal sealed class KindRulesTable(ServiceAddresses addresses)
{
    public KindRules Of(string group, string kind) => (group, kind) switch
    {
        ("", "Pod") => new KindRules
        {
            Default = PodDefaults.Pod,
            PrepareCreate = PreparePod,
            Validate = PodValidation.Pod,
            Warn = pod => PodWarnings.Find(pod.Object("spec"), "spec"),
            ValidateUpdate = PodValidation.PodUpdate,
        },
        ("", "Service") => new KindRules
        {
            Default = CoreDefaults.Service,
            PrepareCreate = o => PrepareService(o),
            PrepareUpdate = addresses.Update,
            Validate = ServiceValidation.Service,
            ValidateUpdate = ServiceValidation.Update,
            Deleted = addresses.Released,
        },
        ("", "ConfigMap") => new KindRules { Validate = CoreValidation.ConfigMap, ValidateUpdate = CoreValidation.Immutable },
        ("", "Secret") => new KindRules { Default = CoreDefaults.Secret, Validate = CoreValidation.Secret, ValidateUpdate = CoreValidation.SecretUpdate },
        ("", "Namespace") => new KindRules { Default = CoreDefaults.Namespace, PrepareCreate = PrepareNamespace, PrepareUpdate = KeepNamespaceFinalizers },
        ("", "Event") => new KindRules { Default = CoreDefaults.Event, Validate = CoreValidation.Event },
        ("events.k8s.io", "Event") => new KindRules { Validate = CoreValidation.NewEvent },
        ("", "PersistentVolumeClaim") => new KindRules { Default = CoreDefaults.Claim, PrepareCreate = o => o["status"] = new JsonObject { ["phase"] = "Pending" } },
        ("", "LimitRange") => new KindRules { Default = RegistrationDefaults.Limits, Validate = PolicyValidation.Limits },
        ("", "ResourceQuota") => new KindRules { Validate = PolicyValidation.Quota, ValidateUpdate = PolicyValidation.QuotaUpdate },
        ("coordination.k8s.io", _) => new KindRules { Validate = PolicyValidation.Lease },
        ("apps", "Deployment") => new KindRules
        {
            Default = WorkloadDefaults.Deployment,
            Validate = WorkloadValidation.Deployment,
            Warn = o => PodWarnings.Find(o.Object("spec", "template", "spec"), "spec.template.spec"),
            ValidateUpdate = WorkloadValidation.SelectorKept,
            ValidateStatus = StatusValidation.Deployment,
            CountsAnnotations = true,
        },
        ("apps", "DaemonSet") => new KindRules { Default = WorkloadDefaults.DaemonSet, Validate = WorkloadValidation.Templated, ValidateUpdate = WorkloadValidation.SelectorKept },
        ("apps", "StatefulSet") => new KindRules { Default = WorkloadDefaults.StatefulSet, Validate = WorkloadValidation.Templated, ValidateUpdate = WorkloadValidation.StatefulSetKept },
        ("apps", "ReplicaSet") => new KindRules
        {
            Default = WorkloadDefaults.ReplicaSet,
            PrepareCreate = o => o["status"] = new JsonObject { ["replicas"] = 0 },
            Validate = WorkloadValidation.ReplicaSet,
            ValidateStatus = StatusValidation.ReplicaSet,
            ValidateUpdate = WorkloadValidation.SelectorKept,
        },
        ("batch", "Job") => new KindRules { Default = WorkloadDefaults.Job, PrepareCreate = PrepareJob, Validate = WorkloadValidation.Job, ValidateUpdate = WorkloadValidation.JobKept },
        ("autoscaling", _) => new KindRules { Default = WorkloadDefaults.Autoscaler, Validate = WorkloadValidation.Autoscaler, PrepareCreate = PrepareAutoscaler },
        ("policy", _) => new KindRules { Validate = PolicyValidation.Budget, PrepareCreate = o => o["status"] = BudgetStatus() },
        ("networking.k8s.io", "NetworkPolicy") => new KindRules { Default = CoreDefaults.NetworkPolicy },
        ("discovery.k8s.io", _) => new KindRules { Default = CoreDefaults.Slice, Validate = SliceValidation.Validate, ValidateUpdate = SliceValidation.TypeKept, ValidateOutside = SliceValidation.Loopback },
        ("storage.k8s.io", _) => new KindRules { Default = CoreDefaults.StorageClass },
        ("scheduling.k8s.io", _) => new KindRules { Default = CoreDefaults.PriorityClass },
        ("rbac.authorization.k8s.io", "RoleBinding" or "ClusterRoleBinding") => new KindRules { Default = CoreDefaults.Binding, Validate = RoleValidation.Binding, ValidateUpdate = RoleValidation.BindingUpdate },
        ("rbac.authorization.k8s.io", "Role") => new KindRules { Validate = RoleValidation.Role },
        ("rbac.authorization.k8s.io", "ClusterRole") => new KindRules { Validate = RoleValidation.ClusterRole },
        ("admissionregistration.k8s.io", "MutatingWebhookConfiguration") => new KindRules { Default = o => RegistrationDefaults.Webhooks(o, mutating: true), Validate = WebhookValidation.Validate },
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration") => new KindRules { Default = o => RegistrationDefaults.Webhooks(o, mutating: false), Validate = WebhookValidation.Validate },
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicy") => new KindRules { Default = RegistrationDefaults.Policy },
        ("apiextensions.k8s.io", _) => DefinitionRules.All,
        _ => new KindRules(),
    };

    private static void PreparePod(JsonObject pod) =>
        pod["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QualityOfService.Of(pod) };

    private void PrepareService(JsonObject service)
    {
        service["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
        addresses.Create(service, dryRun: false);
    }

    private static void PrepareNamespace(JsonObject o)
    {
        CoreDefaults.Namespace(o);
        o.Ensure("spec")["finalizers"] = new JsonArray("kubernetes");
        o["status"] = new JsonObject { ["phase"] = "Active" };
    }

    private static void KeepNamespaceFinalizers(JsonObject changed, JsonObject old)
    {
        CoreDefaults.Namespace(changed);
        changed.Ensure("spec")["finalizers"] = old.At("spec", "finalizers").CopyNode();
    }

    private static void PrepareAutoscaler(JsonObject o) =>
        o["status"] = new JsonObject { ["desiredReplicas"] = 0, ["currentMetrics"] = null };

    private static JsonObject BudgetStatus() =>
        new() { ["disruptionsAllowed"] = 0, ["currentHealthy"] = 0, ["desiredHealthy"] = 0, ["expectedPods"] = 0 };

    private static void PrepareJob(JsonObject job)
    {
        job["status"] = new JsonObject();
        if (job.Flag("spec", "manualSelector") == true)
        {
            return;
        }

        var labels = job.Ensure("spec", "template", "metadata", "labels");
        foreach (var prefix in (ReadOnlySpan<string>)["batch.kubernetes.io/", ""])
        {
            labels[prefix + "controller-uid"] = job.Uid();
            labels[prefix + "job-name"] = job.Name();
        }

        job.Ensure("spec", "selector", "matchLabels")["batch.kubernetes.io/controller-uid"] = job.Uid();
    }
}
