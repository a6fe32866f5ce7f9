namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>What one client got; nothing is empty.</summary>
internal sealed record RoutedAnswer(int Status, string Version, string Cookie, string Location);
