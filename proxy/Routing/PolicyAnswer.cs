namespace CanaryMesh.Proxy.Routing;

internal readonly record struct PolicyAnswer(PolicyVerdict Verdict, string Reason = "");
