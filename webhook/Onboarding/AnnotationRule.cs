namespace CanaryMesh.Webhook.Onboarding;

/// <summary>One annotation's legal values: a test, and the words that complete "must be".</summary>
internal sealed record AnnotationRule(Func<string, bool> IsLegal, string Words);
