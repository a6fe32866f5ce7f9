namespace CanaryMesh.Cluster.Http;

/// <summary>The messages kubectl sends as protobuf: field numbers with their names, [] for lists, {} for maps, {b} for maps of bytes, # for numbers, ? for flags, and > before the field's own message.</summary>
internal static class ProtobufTypes
{
    private const string Messages = """
        ObjectMeta = 1 name, 2 generateName, 3 namespace, 5 uid, 6 resourceVersion, 11 labels{}, 12 annotations{}, 14 finalizers[]
        Namespace = 1 metadata>ObjectMeta
        ServiceAccount = 1 metadata>ObjectMeta
        ConfigMap = 1 metadata>ObjectMeta, 2 data{}, 3 binaryData{b}, 4 immutable?
        Secret = 1 metadata>ObjectMeta, 2 data{b}, 3 type, 4 stringData{}, 5 immutable?
        Role = 1 metadata>ObjectMeta, 2 rules[]>PolicyRule
        ClusterRole = 1 metadata>ObjectMeta, 2 rules[]>PolicyRule, 3 aggregationRule>AggregationRule
        PolicyRule = 1 verbs[], 2 apiGroups[], 3 resources[], 4 resourceNames[], 5 nonResourceURLs[]
        AggregationRule = 1 clusterRoleSelectors[]>LabelSelector
        LabelSelector = 1 matchLabels{}, 2 matchExpressions[]>Requirement
        Requirement = 1 key, 2 operator, 3 values[]
        RoleBinding = 1 metadata>ObjectMeta, 2 subjects[]>Subject, 3 roleRef>RoleRef
        ClusterRoleBinding = 1 metadata>ObjectMeta, 2 subjects[]>Subject, 3 roleRef>RoleRef
        Subject = 1 kind, 2 apiGroup, 3 name, 4 namespace
        RoleRef = 1 apiGroup, 2 kind, 3 name
        TokenRequest = 1 metadata>ObjectMeta, 2 spec>TokenSpec
        TokenSpec = 1 audiences[], 3 boundObjectRef>BoundObject, 4 expirationSeconds#
        BoundObject = 1 kind, 2 apiVersion, 3 name, 4 uid
        SelfSubjectReview = 1 metadata>ObjectMeta
        SelfSubjectAccessReview = 1 metadata>ObjectMeta, 2 spec>AccessSpec
        SubjectAccessReview = 1 metadata>ObjectMeta, 2 spec>AccessSpec
        LocalSubjectAccessReview = 1 metadata>ObjectMeta, 2 spec>AccessSpec
        AccessSpec = 1 resourceAttributes>ResourceAttributes, 2 nonResourceAttributes>PathAttributes, 3 user, 4 groups[], 6 uid
        ResourceAttributes = 1 namespace, 2 verb, 3 group, 4 version, 5 resource, 6 subresource, 7 name
        PathAttributes = 1 path, 2 verb
        SelfSubjectRulesReview = 1 metadata>ObjectMeta, 2 spec>RulesSpec
        RulesSpec = 1 namespace
        """;

    private static readonly Dictionary<string, Dictionary<int, ProtobufField>> Known = Messages.Split('\n').Select(l => l.Split(" = ")).ToDictionary(
        p => p[0].Trim(), p => p[1].Split(", ").Select(ProtobufField.Parse).ToDictionary(f => f.Number), StringComparer.Ordinal);

    public static IReadOnlyDictionary<int, ProtobufField>? Find(string message) => Known.GetValueOrDefault(message);
}
