namespace CanaryMesh.Cluster.Schemas;

/// <summary>How lists and structs of the built-in types merge; what is not here is atomic.</summary>
internal static class MergeRules
{
    /// <summary>type.field: merge key of strategic patches | rule of apply and its keys.</summary>
    private const string Lists = """
        V1ObjectMeta.ownerReferences: uid | map uid
        V1ObjectMeta.finalizers: - | set
        V1PodSpec.volumes: name retain | map name
        V1PodSpec.initContainers: name | map name
        V1PodSpec.containers: name | map name
        V1PodSpec.ephemeralContainers: name | map name
        V1PodSpec.imagePullSecrets: name | map name
        V1PodSpec.hostAliases: ip | map ip
        V1PodSpec.topologySpreadConstraints: topologyKey | map topologyKey,whenUnsatisfiable
        V1PodSpec.schedulingGates: name | map name
        V1PodSpec.resourceClaims: name retain | map name
        V1PodStatus.conditions: type | map type
        V1PodStatus.podIPs: ip | map ip
        V1PodStatus.hostIPs: ip | atomic
        V1Container.ports: containerPort | map containerPort,protocol
        V1Container.env: name | map name
        V1Container.volumeMounts: mountPath | map mountPath
        V1Container.volumeDevices: devicePath | map devicePath
        V1ResourceRequirements.claims: name | map name
        V1ServiceSpec.ports: port | map port,protocol
        V1ServiceStatus.conditions: type | map type
        V1DeploymentStatus.conditions: type | map type
        V1ReplicaSetStatus.conditions: type | map type
        V1JobStatus.conditions: type | atomic
        V1NamespaceStatus.conditions: type | map type
        V1NodeStatus.conditions: type | map type
        V1NodeStatus.addresses: type | map type
        V1NodeSpec.podCIDRs: - | set
        V1ServiceAccount.secrets: name | map name
        V1MutatingWebhookConfiguration.webhooks: name | map name
        V1ValidatingWebhookConfiguration.webhooks: name | map name
        V1MutatingWebhook.matchConditions: name | map name
        V1ValidatingWebhook.matchConditions: name | map name
        V2HorizontalPodAutoscalerStatus.conditions: type | map type
        V1PodDisruptionBudgetStatus.conditions: type | map type
        V1CustomResourceDefinitionStatus.conditions: none | map type
        V1PersistentVolumeClaimStatus.conditions: type | map type
        """;

    private static readonly Dictionary<string, (string? MergeKey, bool Retain, ListRule Rule, string[] Keys)> Table = Parse();

    private static readonly HashSet<string> AtomicTypes =
    [
        "V1LabelSelector", "V1NodeSelector", "V1NodeSelectorTerm", "V1ObjectReference", "V1LocalObjectReference", "V1TypedLocalObjectReference",
        "V1SecretKeySelector", "V1ConfigMapKeySelector", "V1ObjectFieldSelector", "V1ResourceFieldSelector", "V1RoleRef", "V1ScopeSelector",
        "V2CrossVersionObjectReference", "V1CrossVersionObjectReference", "V1SecretReference", "Rbacv1Subject",
    ];

    private static readonly HashSet<string> AtomicMaps = ["V1PodSpec.nodeSelector", "V1ServiceSpec.selector", "V1LabelSelector.matchLabels"];

    public static (string? MergeKey, bool Retain, ListRule Rule, string[] Keys) List(string owner, string field) =>
        Table.GetValueOrDefault($"{owner}.{field}", (null, false, ListRule.Atomic, []));

    public static bool Atomic(string type) => AtomicTypes.Contains(type);

    public static bool AtomicMap(string owner, string field) => AtomicMaps.Contains($"{owner}.{field}");

    public static bool RetainsKeys(string owner, string field) => (owner, field) is ("V1DeploymentSpec", "strategy");

    private static Dictionary<string, (string?, bool, ListRule, string[])> Parse() =>
        Lists.Split('\n').Select(line => line.Split([':', '|'], StringSplitOptions.TrimEntries)).ToDictionary(
            p => p[0].Trim(),
            p =>
            {
                var patch = p[1].Split(' ');
                var rule = p[2].Split(' ');
                string? key = patch[0] switch { "-" => "", "none" => null, var k => k };
                return (key, patch.Contains("retain"), RuleOf(rule[0]), rule.Length > 1 ? rule[1].Split(',') : []);
            },
            StringComparer.Ordinal);

    private static ListRule RuleOf(string word) => word switch { "map" => ListRule.Map, "set" => ListRule.Set, _ => ListRule.Atomic };
}
