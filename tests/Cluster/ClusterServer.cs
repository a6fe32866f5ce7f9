using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Admission;
using CanaryMesh.Cluster.Admission.InTree;
using CanaryMesh.Cluster.Admission.Policies;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Authorization;
using CanaryMesh.Cluster.Bootstrap;
using CanaryMesh.Cluster.Definitions;
using CanaryMesh.Cluster.Discovery;
using CanaryMesh.Cluster.Fleeting;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Ownership;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;
using CanaryMesh.Cluster.Subresources;

namespace CanaryMesh.Cluster;

/// <summary>The API server of the embedded cluster: its objects, its certificates, its listener.</summary>
public sealed class ClusterServer : IAsyncDisposable
{
    private readonly CertificateAuthority authority = new();
    private static readonly Identity Administrator = new("kubernetes-admin", ["system:masters", "system:authenticated"]);

    private readonly TokenIssuer issuer;
    private readonly KindRegistry kinds;
    private readonly ApiServer listener;
    private readonly WebhookClient webhooks;
    private readonly Kubeconfig kubeconfig;
    private readonly DefinitionFollower definitions;
    private readonly AggregationFollower aggregation;

    private ClusterServer(TimeProvider time, Mistakes mistakes)
    {
        var store = new ObjectStore(time);
        kinds = new KindRegistry(BuiltInKinds.All(() => Hooks.Addresses));
        var shape = new ObjectShape(new FieldTracker(time), mistakes);
        var authorizer = new RbacAuthorizer(store);
        Rights = authorizer.Rights;
        webhooks = new WebhookClient(Hooks);
        var selection = new WebhookSelection(store, kinds, authorizer);
        var admission = new AdmissionChain(
            new InTreeAdmission(store, authorizer), new MutatingPolicies(store, kinds, selection, shape), new MutatingWebhooks(store, selection, webhooks, shape, mistakes), new ValidatingWebhooks(store, selection, webhooks, mistakes), shape);
        var pipeline = new RequestPipeline(store, admission, shape, time, mistakes);
        issuer = new TokenIssuer(time);
        var checker = new TokenChecker(issuer, store, time);
        Tokens = new ClusterTokens(issuer, store, time);
        Api = new ClusterApi(store, pipeline, kinds, new ActorCheck(authorizer));
        var admin = RandomNumberGenerator.GetHexString(32, lowercase: true);
        kubeconfig = new Kubeconfig(authority.Pem, admin);
        var certificate = authority.IssueServer("kube-apiserver", ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"], [IPAddress.Loopback]);
        listener = new ApiServer(authority, certificate, stopping =>
        {
            var subresources = new SubresourceEndpoints(new ScaleEndpoint(pipeline), new PodEndpoints(pipeline, new Eviction(store, pipeline), Hooks), new PodExec(pipeline, Hooks), new TokenEndpoint(Tokens), pipeline);
            var objects = new ObjectEndpoints(store, shape, pipeline, new FleetingKinds(checker, authorizer), subresources, authorizer, time, stopping);
            var pages = new DiscoveryPages(new DiscoveryDocuments(kinds), new OpenApiDocuments(kinds));
            return new RequestHandler(new Authenticator(checker, admin), authorizer, kinds, pages, objects);
        });
        BootstrapObjects.Create(store, time);
        store.Forget();
        definitions = new DefinitionFollower(store, kinds, pipeline, time);
        aggregation = new AggregationFollower(store);
    }

    /// <summary>The API for the cluster's own parts.</summary>
    public IClusterApi Api { get; }

    public ClusterTokens Tokens { get; }

    internal RightsLog Rights { get; }

    /// <summary>What node and network do for the API server.</summary>
    public ClusterHooks Hooks { get; } = new();

    public int Port => listener.Port;

    public Uri Address => new($"https://127.0.0.1:{Port}");

    /// <summary>The cluster's certificate authority, PEM.</summary>
    public string CertificateAuthorityPem => authority.Pem;

    /// <summary>The bearer token of the administrator.</summary>
    public string AdminToken => kubeconfig.Token;

    public static Task<ClusterServer> StartAsync(int port = 0, TimeProvider? time = null, CancellationToken cancel = default) =>
        StartAsync(port, time ?? TimeProvider.System, Mistakes.None, cancel);

    internal static async Task<ClusterServer> StartAsync(int port, TimeProvider time, Mistakes mistakes, CancellationToken cancel)
    {
        var server = new ClusterServer(time, mistakes);
        await server.listener.StartAsync(port, cancel);
        return server;
    }

    /// <summary>Takes the API server away; objects stay.</summary>
    public Task PauseAsync() => listener.StopAsync();

    /// <summary>Brings it back at the same port.</summary>
    public Task ResumeAsync(CancellationToken cancel = default) => listener.StartAsync(listener.Port, cancel);

    /// <summary>A kubeconfig of the administrator.</summary>
    public string WriteKubeconfig() => kubeconfig.Write(Address);

    /// <summary>Creates the objects of a YAML text as the administrator.</summary>
    public async Task InstallAsync(string yaml, CancellationToken cancel = default)
    {
        foreach (var o in YamlText.ParseAll(yaml).OfType<JsonObject>())
        {
            var parts = (o.Text("apiVersion") ?? "").Split('/');
            var (group, version) = parts.Length > 1 ? (parts[0], parts[1]) : ("", parts[0]);
            var kind = kinds.ByKind(group, version, o.Text("kind") ?? "") ?? throw new InvalidDataException($"no kind {o.Text("kind")} in {o.Text("apiVersion")}");
            await Api.CreateAsync(kind.Resource, kind.Namespaced ? o.Namespace() ?? "default" : null, o, Administrator, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        await definitions.DisposeAsync();
        await aggregation.DisposeAsync();
        webhooks.Dispose();
        issuer.Dispose();
        authority.Dispose();
    }
}
