namespace CanaryMesh.Cluster.Http;

/// <summary>The messages that kubectl sends as protobuf and that are understood: number, name and type of each field.</summary>
internal static class ProtobufMessages
{
    /// <summary>Types: s text, i number, b flag, y bytes, m map of texts, n map of bytes, * repeated, else a message.</summary>
    private const string Text = """
        ObjectMeta: 1 name s, 2 generateName s, 3 namespace s, 5 uid s, 6 resourceVersion s, 11 labels m, 12 annotations m
        Namespace: 1 metadata ObjectMeta
        ConfigMap: 1 metadata ObjectMeta, 2 data m, 3 binaryData n, 4 immutable b
        Secret: 1 metadata ObjectMeta, 2 data n, 3 type s, 4 stringData m, 5 immutable b
        ServiceAccount: 1 metadata ObjectMeta
        ResourceAttributes: 1 namespace s, 2 verb s, 3 group s, 4 version s, 5 resource s, 6 subresource s, 7 name s
        NonResourceAttributes: 1 path s, 2 verb s
        AccessSpec: 1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes
        SelfSubjectAccessReview: 1 metadata ObjectMeta, 2 spec AccessSpec
        RulesSpec: 1 namespace s
        SelfSubjectRulesReview: 1 metadata ObjectMeta, 2 spec RulesSpec
        SelfSubjectReview: 1 metadata ObjectMeta
        BoundObject: 1 kind s, 2 apiVersion s, 3 name s, 4 uid s
        TokenSpec: 1 audiences *s, 3 boundObjectRef BoundObject, 4 expirationSeconds i
        TokenRequest: 1 metadata ObjectMeta, 2 spec TokenSpec
        PolicyRule: 1 verbs *s, 2 apiGroups *s, 3 resources *s, 4 resourceNames *s, 5 nonResourceURLs *s
        Role: 1 metadata ObjectMeta, 2 rules *PolicyRule
        ClusterRole: 1 metadata ObjectMeta, 2 rules *PolicyRule
        Subject: 1 kind s, 2 apiGroup s, 3 name s, 4 namespace s
        RoleRef: 1 apiGroup s, 2 kind s, 3 name s
        RoleBinding: 1 metadata ObjectMeta, 2 subjects *Subject, 3 roleRef RoleRef
        ClusterRoleBinding: 1 metadata ObjectMeta, 2 subjects *Subject, 3 roleRef RoleRef
        EvictionOptions: 1 gracePeriodSeconds i, 4 propagationPolicy s, 5 dryRun *s
        Eviction: 1 metadata ObjectMeta, 2 deleteOptions EvictionOptions
        LabelSelector: 1 matchLabels m
        ContainerPort: 1 name s, 2 hostPort i, 3 containerPort i, 4 protocol s
        EnvVar: 1 name s, 2 value s
        Container: 1 name s, 2 image s, 3 command *s, 4 args *s, 5 workingDir s, 6 ports *ContainerPort, 7 env *EnvVar
        PodSpec: 2 containers *Container, 3 restartPolicy s, 4 terminationGracePeriodSeconds i
        PodTemplateSpec: 1 metadata ObjectMeta, 2 spec PodSpec
        DeploymentSpec: 1 replicas i, 2 selector LabelSelector, 3 template PodTemplateSpec, 5 minReadySeconds i
        Deployment: 1 metadata ObjectMeta, 2 spec DeploymentSpec
        TypeMeta: 1 apiVersion s, 2 kind s
        Unknown: 1 typeMeta TypeMeta, 2 raw y
        """;

    private static readonly Dictionary<string, Dictionary<int, (string Name, string Type)>> Table = Text.Split('\n')
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(
            p => p[0],
            p => p[1].Split(',', StringSplitOptions.TrimEntries).Select(f => f.Split(' '))
                .ToDictionary(f => int.Parse(f[0], System.Globalization.CultureInfo.InvariantCulture), f => (f[1], f[2])),
            StringComparer.Ordinal);

    public static Dictionary<int, (string Name, string Type)>? Find(string message) => Table.GetValueOrDefault(message);
}
