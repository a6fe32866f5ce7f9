namespace CanaryMesh.Webhook.Checking.Routes;

/// <summary>An object of a route that the analyzer would write.</summary>
internal sealed record RouteRight(string Group, string Resource, string Kind, string Name);
