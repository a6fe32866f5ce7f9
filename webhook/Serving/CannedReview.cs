namespace CanaryMesh.Webhook.Serving;

/// <summary>A review of our own; it counts in no metric.</summary>
internal static class CannedReview
{
    public const string Uid = "warm-up";

    public const string Pod = """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"warm-up","operation":"CREATE","namespace":"warm-up","dryRun":true,
        "userInfo":{"username":"warm-up"},"object":{"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"warm-up-",
        "labels":{"canary.footanalytics.io/track":"primary"},"annotations":{"canary.footanalytics.io/plan":
        "{\"v\":1,\"ports\":[{\"name\":\"http\",\"app\":8080,\"split\":14080,\"direct\":14180,\"container\":\"app\"}]}"}},
        "spec":{"containers":[{"name":"app","image":"app","ports":[{"name":"http","containerPort":8080}],
        "readinessProbe":{"httpGet":{"port":"http"}}}]}}}}
        """;
}
