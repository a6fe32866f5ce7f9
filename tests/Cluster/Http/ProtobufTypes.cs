namespace CanaryMesh.Cluster.Http;

/// <summary>The messages kubectl sends as protobuf: field numbers with their names, [] for lists, {} for maps, {b} for maps of bytes, {q} for maps of quantities, % for a number or text, # for numbers, ? for flags, ! for what the server does not read, and > before the field's own message.</summary>
internal static class ProtobufTypes
{
    private const string Messages = """
        ObjectMeta = 1 name, 2 generateName, 3 namespace, 5 uid, 6 resourceVersion, 8 creationTimestamp!, 11 labels{}, 12 annotations{}, 14 finalizers[]
        Namespace = 1 metadata>ObjectMeta, 2 spec!, 3 status!
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
        Deployment = 1 metadata>ObjectMeta, 2 spec>DeploymentSpec, 3 status!
        DeploymentSpec = 1 replicas#, 2 selector>LabelSelector, 3 template>PodTemplate, 4 strategy>Strategy, 5 minReadySeconds#, 6 revisionHistoryLimit#, 7 paused?, 9 progressDeadlineSeconds#
        Strategy = 1 type
        PodTemplate = 1 metadata>ObjectMeta, 2 spec>PodSpec
        PodSpec = 2 containers[]>Container, 3 restartPolicy, 4 terminationGracePeriodSeconds#, 6 dnsPolicy, 7 nodeSelector{}, 8 serviceAccountName, 10 nodeName, 19 schedulerName
        Container = 1 name, 2 image, 3 command[], 4 args[], 5 workingDir, 6 ports[]>Port, 7 env[]>Variable, 13 terminationMessagePath, 14 imagePullPolicy, 20 terminationMessagePolicy
        Port = 1 name, 2 hostPort#, 3 containerPort#, 4 protocol, 5 hostIP
        Variable = 1 name, 2 value
        Service = 1 metadata>ObjectMeta, 2 spec>ServiceSpec, 3 status!
        ServiceSpec = 1 ports[]>ServicePort, 2 selector{}, 3 clusterIP, 4 type, 5 externalIPs[], 7 sessionAffinity, 10 externalName, 11 externalTrafficPolicy, 13 publishNotReadyAddresses?, 18 clusterIPs[], 22 internalTrafficPolicy
        ServicePort = 1 name, 2 protocol, 3 port#, 4 targetPort%, 5 nodePort#, 6 appProtocol
        Job = 1 metadata>ObjectMeta, 2 spec>JobSpec, 3 status!
        JobSpec = 1 parallelism#, 2 completions#, 3 activeDeadlineSeconds#, 4 selector>LabelSelector, 5 manualSelector?, 6 template>PodTemplate, 7 backoffLimit#, 8 ttlSecondsAfterFinished#, 9 completionMode, 10 suspend?
        CronJob = 1 metadata>ObjectMeta, 2 spec>CronJobSpec, 3 status!
        CronJobSpec = 1 schedule, 2 startingDeadlineSeconds#, 3 concurrencyPolicy, 4 suspend?, 5 jobTemplate>JobTemplate, 6 successfulJobsHistoryLimit#, 7 failedJobsHistoryLimit#, 8 timeZone
        JobTemplate = 1 metadata>ObjectMeta, 2 spec>JobSpec
        ResourceQuota = 1 metadata>ObjectMeta, 2 spec>QuotaSpec, 3 status!
        QuotaSpec = 1 hard{q}, 2 scopes[]
        PodDisruptionBudget = 1 metadata>ObjectMeta, 2 spec>BudgetSpec, 3 status!
        BudgetSpec = 1 minAvailable%, 2 selector>LabelSelector, 3 maxUnavailable%, 4 unhealthyPodEvictionPolicy
        PriorityClass = 1 metadata>ObjectMeta, 2 value#, 3 globalDefault?, 4 description, 5 preemptionPolicy
        HorizontalPodAutoscaler = 1 metadata>ObjectMeta, 2 spec>AutoscalerSpec, 3 status!
        AutoscalerSpec = 1 scaleTargetRef>ScaleTarget, 2 minReplicas#, 3 maxReplicas#, 4 metrics[]>Metric
        ScaleTarget = 1 kind, 2 name, 3 apiVersion
        Metric = 1 type, 4 resource>ResourceMetric
        ResourceMetric = 1 name, 2 target>MetricTarget
        MetricTarget = 1 type, 4 averageUtilization#
        Eviction = 1 metadata>ObjectMeta, 2 deleteOptions>DeleteOptions
        DeleteOptions = 1 gracePeriodSeconds#, 2 preconditions>Preconditions, 3 orphanDependents?, 4 propagationPolicy, 5 dryRun[]
        Preconditions = 1 uid, 2 resourceVersion
        TokenRequest = 1 metadata>ObjectMeta, 2 spec>TokenSpec, 3 status!
        TokenSpec = 1 audiences[], 3 boundObjectRef>BoundObject, 4 expirationSeconds#
        BoundObject = 1 kind, 2 apiVersion, 3 name, 4 uid
        SelfSubjectReview = 1 metadata>ObjectMeta, 2 status!
        SelfSubjectAccessReview = 1 metadata>ObjectMeta, 2 spec>AccessSpec, 3 status!
        SubjectAccessReview = 1 metadata>ObjectMeta, 2 spec>AccessSpec, 3 status!
        LocalSubjectAccessReview = 1 metadata>ObjectMeta, 2 spec>AccessSpec, 3 status!
        AccessSpec = 1 resourceAttributes>ResourceAttributes, 2 nonResourceAttributes>PathAttributes, 3 user, 4 groups[], 6 uid
        ResourceAttributes = 1 namespace, 2 verb, 3 group, 4 version, 5 resource, 6 subresource, 7 name
        PathAttributes = 1 path, 2 verb
        SelfSubjectRulesReview = 1 metadata>ObjectMeta, 2 spec>RulesSpec, 3 status!
        RulesSpec = 1 namespace
        """;

    private static readonly Dictionary<string, Dictionary<int, ProtobufField>> Known = Messages.Split('\n').Select(l => l.Split(" = ")).ToDictionary(
        p => p[0].Trim(), p => p[1].Split(", ").Select(ProtobufField.Parse).ToDictionary(f => f.Number), StringComparer.Ordinal);

    public static IReadOnlyDictionary<int, ProtobufField>? Find(string message) => Known.GetValueOrDefault(message);
}
