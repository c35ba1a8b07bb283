# syntax=docker/dockerfile:1
# A gateway: customers, agents and programs come in here; it is a client of the silos.
# docker build -f docker/gateway.Dockerfile -t reception-gateway .
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG RUNTIME="-p:OrleansRuntime=Microsoft -p:ReceptionAzure=true"
WORKDIR /source
COPY . .
RUN dotnet restore client/Gateway/Reception.Gateway.csproj $RUNTIME
RUN dotnet publish client/Gateway/Reception.Gateway.csproj --configuration Release --no-restore --output /app $RUNTIME -p:UseAppHost=false -p:RunAnalyzers=false
RUN mkdir --mode=0700 /data

# chiseled: no shell, no package manager; extra: with ICU and time zones. Its user "app" is APP_UID (1654).
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app ./
COPY --from=build --chown=1654:1654 /data /data
ENV Reception__DataFolder=/data \
    Reception__Url=http://0.0.0.0:8080 \
    Logging__Console__FormatterName=json
USER 1654:1654
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["dotnet", "/app/Reception.Gateway.dll", "--probe", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["dotnet", "/app/Reception.Gateway.dll"]
