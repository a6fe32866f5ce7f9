using System.Security.Cryptography;
using CanaryMesh.Certs;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Serving;
using k8s;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>What this process asks of a cluster, behind the ports of the other folders.</summary>
internal static class ClusterServices
{
    public static void AddCluster(this IServiceCollection services, Surroundings surroundings, Func<string, string?> variable)
    {
        services.AddSingleton<IKubernetes>(new k8s.Kubernetes(ClusterConnection.Configuration(variable)));
        services.AddSingleton<IServiceSource, KubernetesServices>();
        services.AddSingleton<IPolicySource, KubernetesPolicies>();
        services.AddSingleton<ICanarySource, KubernetesCanaries>();
        services.AddSingleton<IProgressCondition, KubernetesProgressCondition>();
        services.AddSingleton<ITargetAccess, KubernetesTargetAccess>();
        services.AddSingleton<ITrustStore>(provider =>
            new KubernetesTrustStore(provider.GetRequiredService<IKubernetes>(), writes: surroundings.CertificateFolder is null));
        services.AddSingleton<ICaStore>(provider => new KubernetesCaStore(provider.GetRequiredService<IKubernetes>(), surroundings.Namespace));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ControlAddress>(provider, surroundings.Namespace));
        services.AddHostedService(provider => provider.GetRequiredService<ControlAddress>());
        services.AddSingleton<Func<InjectionSettings?>>(provider => Injection(provider, surroundings));
    }

    private static Func<InjectionSettings?> Injection(IServiceProvider provider, Surroundings surroundings)
    {
        var settings = provider.GetRequiredService<SettingsSource>();
        var control = provider.GetRequiredService<ControlAddress>();
        var keeper = provider.GetRequiredService<CertificateKeeper>();
        var version = typeof(WebhookServices).Assembly.GetName().Version?.ToString(3) ?? "0";
        var drainKey = RandomNumberGenerator.GetBytes(32);
        return () => control.Current is { } address && keeper.Current is { } serving
            ? new(settings.Current, address, surroundings.ControlName, serving.Bundle, version) { DrainKey = drainKey }
            : null;
    }
}
